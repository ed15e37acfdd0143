import { newId } from "../ids.ts";
import { bankDebitFor } from "../shapes/payment-method.ts";
import type { HiddenSession, LineItem, Session } from "../shapes/object-types.ts";
import { customerDetails, newSession } from "../shapes/session.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { readEmail } from "./read-email.ts";
import { readLineItems } from "./read-line-items.ts";
import { referred } from "./read-routes.ts";
import { refuseUnknownSessionFields } from "./session-fields.ts";

const MINUTE = 60;
const DAY = 24 * 3600;

/** Makes an open Checkout Session from a request, refusing what Stripe would refuse. */
export function createSession(work: Work, fields: Fields): Session {
  refuseUnknownSessionFields(fields);
  const mode = readMode(fields);
  const success_url = readUrl(fields, "success_url");
  if (success_url === null) throw missingParam("success_url");
  const lineItems = readLineItems(work, fields, mode);
  const hidden: HiddenSession = { lineItems, ...readMadeWith(fields, mode), attempt: null, ahead: work.ahead };
  const currency = lineItems[0]!.currency;
  const id = newId("session");
  const session = newSession(
    {
      id,
      mode,
      success_url,
      cancel_url: readUrl(fields, "cancel_url"),
      currency,
      ...amountsOf(lineItems, hidden.trialDays),
      ...readCustomer(work, fields),
      ...readExtras(fields),
      client_reference_id: readReference(fields),
      expires_at: readExpiry(fields, work.now),
      metadata: fields.metadata(),
      payment_method_types: fields.texts("payment_method_types") ?? ["card", bankDebitFor(currency)],
      url: `${work.publicUrl}/c/pay/${id}`,
    },
    work.now,
  );
  work.objects.insert(session, work.now, hidden);
  return session;
}

function readMode(fields: Fields): "payment" | "subscription" {
  const mode = fields.oneOf("mode", ["payment", "setup", "subscription"]);
  if (mode === undefined) throw missingParam("mode");
  if (mode === "setup")
    throw refused("mode", "This sandbox sells: it has the modes payment and subscription, not setup.");
  return mode;
}

/** An http(s) address; null where it is absent. */
function readUrl(fields: Fields, name: string): string | null {
  const text = fields.text(name);
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return text;
  throw refused(name, "Not a valid URL", "url_invalid");
}

// A trial delays the recurring prices; what is bought once is due at once.
function amountsOf(
  lineItems: readonly LineItem[],
  trialDays: number,
): Pick<Session, "amount_subtotal" | "amount_total"> {
  const due = lineItems.filter((line) => trialDays === 0 || !line.price?.recurring);
  const total = due.reduce((sum, line) => sum + line.amount_total, 0);
  return { amount_subtotal: total, amount_total: total };
}

function readCustomer(work: Work, fields: Fields): Pick<Session, "customer" | "customer_email" | "customer_details"> {
  const id = fields.text("customer");
  const customer_email = fields.has("customer_email") ? readEmail(fields, "customer_email") : null;
  if (id !== undefined && customer_email !== null)
    throw refused("customer", "You may only specify one of these parameters: customer, customer_email.");
  if (id === undefined)
    return {
      customer: null,
      customer_email,
      customer_details: customer_email === null ? null : customerDetails({ email: customer_email }),
    };
  const { email, name = null } = referred(work, "customer", id, "customer");
  return { customer: id, customer_email: null, customer_details: customerDetails({ email, name }) };
}

function readMadeWith(fields: Fields, mode: "payment" | "subscription"): Pick<HiddenSession, "madeWith" | "trialDays"> {
  const [own, other] =
    mode === "payment" ? ["payment_intent_data", "subscription_data"] : ["subscription_data", "payment_intent_data"];
  if (fields.has(other)) throw refused(other, `You can not pass \`${other}\` in \`${mode}\` mode.`);
  const data = fields.group(own);
  if (mode === "payment")
    data?.allow(
      "description",
      "metadata",
      "receipt_email",
      "setup_future_usage",
      "shipping",
      "statement_descriptor",
      "statement_descriptor_suffix",
    );
  else data?.allow("billing_mode", "description", "metadata", "trial_period_days");
  return {
    madeWith: { metadata: data?.metadata() ?? {}, description: data?.text("description") ?? null },
    trialDays: data?.integer("trial_period_days", { min: 1, max: 730 }) ?? 0,
  };
}

/** What is kept on the session as it came and changes nothing else here. */
function readExtras(fields: Fields): Partial<Session> {
  const extras: { -readonly [K in keyof Session]?: Session[K] } = {};
  if (fields.has("locale")) extras.locale = fields.text("locale")!;
  if (fields.has("allow_promotion_codes")) extras.allow_promotion_codes = fields.boolean("allow_promotion_codes")!;
  if (fields.has("customer_creation"))
    extras.customer_creation = fields.oneOf("customer_creation", ["always", "if_required"])!;
  if (fields.has("submit_type")) extras.submit_type = fields.text("submit_type")!;
  if (fields.group("after_expiration")?.group("recovery")?.boolean("enabled"))
    extras.after_expiration = {
      recovery: { allow_promotion_codes: false, enabled: true, expires_at: null, url: null },
    };
  return extras;
}

function readReference(fields: Fields): string | null {
  const reference = fields.text("client_reference_id") ?? null;
  if (reference === null || reference.length <= 200) return reference;
  throw refused("client_reference_id", `Invalid string: ${reference.slice(0, 20)}…; must be at most 200 characters`);
}

/** When the session expires: 30 minutes to 24 hours from now, 24 hours where nothing is said. */
function readExpiry(fields: Fields, now: number): number {
  const at = fields.integer("expires_at");
  if (at === undefined) return now + DAY;
  if (at < now + 30 * MINUTE)
    throw refused(
      "expires_at",
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
    );
  if (at > now + DAY)
    throw refused(
      "expires_at",
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    );
  return at;
}
