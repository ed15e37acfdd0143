import type { Fields } from "../wire/fields.ts";
import { refused } from "../wire/stripe-refusal.ts";

/** What a request to create a session may hold, and this Stripe acts on or keeps. */
const ACTED_ON = [
  "after_expiration",
  "allow_promotion_codes",
  "cancel_url",
  "client_reference_id",
  "customer",
  "customer_creation",
  "customer_email",
  "expand",
  "expires_at",
  "line_items",
  "locale",
  "metadata",
  "mode",
  "payment_intent_data",
  "payment_method_types",
  "submit_type",
  "subscription_data",
  "success_url",
];

/** What changes only how Stripe's own page looks or what it asks for beside: taken, and without effect here. */
const WITHOUT_EFFECT = [
  "adaptive_pricing",
  "allowed_payment_method_types",
  "automatic_tax",
  "billing_address_collection",
  "branding_settings",
  "consent_collection",
  "currency",
  "custom_fields",
  "custom_text",
  "customer_update",
  "excluded_payment_method_types",
  "integration_identifier",
  "invoice_creation",
  "managed_payments",
  "name_collection",
  "origin_context",
  "payment_method_collection",
  "payment_method_configuration",
  "payment_method_options",
  "phone_number_collection",
  "saved_payment_method_options",
  "tax_id_collection",
  "ui_mode",
  "wallet_options",
];

/** What Stripe knows and would change the amount. Taking it silently would make the sandbox lie about money. */
const WOULD_CHANGE_THE_AMOUNT = ["discounts", "optional_items", "shipping_options"];

/** Refuses what Stripe does not know, and, in plain words, what only this sandbox does not do. */
export function refuseUnknownSessionFields(fields: Fields): void {
  for (const name of WOULD_CHANGE_THE_AMOUNT)
    if (fields.has(name)) throw refused(name, `This sandbox does not do \`${name}\`.`);
  fields.allow(...ACTED_ON, ...WITHOUT_EFFECT);
  if (fields.group("automatic_tax")?.boolean("enabled"))
    throw refused("automatic_tax[enabled]", "This sandbox does not calculate taxes.");
  const uiMode = fields.text("ui_mode") ?? "hosted_page";
  if (uiMode !== "hosted_page" && uiMode !== "hosted")
    throw refused("ui_mode", "This sandbox has the hosted page only: ui_mode is hosted_page.");
}
