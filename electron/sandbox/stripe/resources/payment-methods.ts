import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { bankMethod, methodFromName, methodFromNumber } from "../purchase/make-payment-method.ts";
import { NO_BILLING_DETAILS, type BillingDetails } from "../shapes/payment-method.ts";
import type { PaymentMethod } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { readAddress } from "./read-address.ts";
import { readEmail } from "./customers.ts";
import { referred, retrieve } from "./read-routes.ts";

const PATH = "/v1/payment_methods";

export const paymentMethodRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  retrieve("payment_method", PATH),
];

function create({ work, fields }: Call): Reply {
  fields.allow(
    "allow_redisplay",
    "billing_details",
    "card",
    "expand",
    "metadata",
    "sepa_debit",
    "type",
    "us_bank_account",
  );
  const type = fields.oneOf("type", ["card", "sepa_debit", "us_bank_account"]);
  if (type === undefined) throw missingParam("type");
  const billing = readBilling(fields);
  return reply(type === "card" ? createCard(work, fields, billing) : bankMethod(work, type, billing));
}

function createCard(work: Work, fields: Fields, billing: BillingDetails): PaymentMethod {
  const card = fields.group("card")?.allow("cvc", "exp_month", "exp_year", "networks", "number", "token");
  if (!card) throw missingParam("card");
  const token = card.text("token");
  if (token !== undefined) return methodFromName(work, token, billing, card.path("token"));
  const typed = {
    number: card.required("number"),
    expMonth: numberOf(card, "exp_month"),
    expYear: numberOf(card, "exp_year"),
  };
  return methodFromNumber(work, typed, billing);
}

function numberOf(card: Fields, name: string): number {
  const value = card.integer(name);
  if (value === undefined) throw missingParam(card.path(name));
  return value;
}

function readBilling(fields: Fields): BillingDetails {
  const given = fields.group("billing_details")?.allow("address", "email", "name", "phone", "tax_id");
  if (!given) return NO_BILLING_DETAILS;
  return {
    address: readAddress(given),
    email: given.has("email") ? readEmail(given, "email") : null,
    name: given.emptyable("name") ?? null,
    phone: given.emptyable("phone") ?? null,
    tax_id: given.text("tax_id") ?? null,
  };
}

/** The payment method of that id; ready-made ones (`pm_card_visa`) are made anew each time, as Stripe does. */
export function findMethod(work: Work, id: string, param: string): PaymentMethod {
  if (id.startsWith("pm_card_")) return methodFromName(work, id, NO_BILLING_DETAILS, param);
  return referred(work, "payment_method", id, param);
}
