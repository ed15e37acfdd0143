import { alphabetical } from "./alphabetical.ts";
import type { Session } from "./object-types.ts";

type Given = Pick<
  Session,
  | "id"
  | "amount_total"
  | "cancel_url"
  | "currency"
  | "customer"
  | "customer_email"
  | "expires_at"
  | "metadata"
  | "mode"
  | "payment_method_types"
  | "success_url"
  | "url"
> &
  Partial<Session>;

/** An open Checkout Session that nobody has paid. */
export const newSession = ({ id, ...given }: Given, now: number): Session =>
  alphabetical({
    id,
    object: "checkout.session",
    ...UNUSED_FIELDS,
    after_expiration: null,
    allow_promotion_codes: null,
    amount_subtotal: given.amount_total,
    client_reference_id: null,
    created: now,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer_creation: given.mode === "payment" && given.customer === null ? "if_required" : null,
    customer_details: null,
    discounts: [],
    invoice: null,
    invoice_creation: given.mode === "payment" ? NO_INVOICE : null,
    livemode: false,
    locale: null,
    payment_intent: null,
    payment_method_collection: given.mode === "payment" ? "if_required" : "always",
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_status: "unpaid",
    shipping_options: [],
    status: "open",
    submit_type: null,
    subscription: null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    ...given,
  });

const NO_INVOICE: Session["invoice_creation"] = {
  enabled: false,
  invoice_data: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: null,
    metadata: {},
    rendering_options: null,
  },
};

type CustomerDetails = NonNullable<Session["customer_details"]>;

export const customerDetails = (facts: Partial<CustomerDetails>): CustomerDetails => ({
  address: null,
  business_name: null,
  email: null,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: "none",
  tax_ids: null,
  ...facts,
});

/** What this sandbox never fills. */
const UNUSED_FIELDS = {
  adaptive_pricing: { enabled: false },
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  customer_account: null,
  integration_identifier: null,
  managed_payments: { enabled: false },
  origin_context: null,
  payment_link: null,
  payment_method_configuration_details: null,
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  wallet_options: null,
} as const satisfies Partial<Session>;
