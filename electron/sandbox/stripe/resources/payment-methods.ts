import { changesOf } from "../changes-of.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { bankMethod, methodFromName, methodFromNumber } from "../payments/make-payment-method.ts";
import { NO_BILLING_DETAILS, type BillingDetails } from "../shapes/payment-method.ts";
import type { PaymentMethod } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { LIST_FIELDS, listOf, pageRequest } from "../wire/lists.ts";
import { missingParam, noSuch, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { readAddress } from "./read-address.ts";
import { readEmail } from "./read-email.ts";
import { list, named, referred, retrieve } from "./read-routes.ts";

const PATH = "/v1/payment_methods";

export const paymentMethodRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: ({ work, fields }) => reply(createMethod(work, fields)) },
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "POST", path: `${PATH}/:id/attach`, run: attach },
  { method: "POST", path: `${PATH}/:id/detach`, run: detach },
  retrieve("payment_method", PATH),
  list("payment_method", PATH, ["allow_redisplay", "customer", "type"], (fields) => ({
    where: { customer: fields.text("customer"), type: fields.text("type") },
  })),
  { method: "GET", path: "/v1/customers/:id/payment_methods", run: ofCustomer },
];

function createMethod(work: Work, fields: Fields): PaymentMethod {
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
  if (type === undefined) throw missingParam(fields.path("type"));
  const billing = readBilling(fields);
  return type === "card" ? createCard(work, fields, billing) : bankMethod(work, type, billing);
}

function update(call: Call): Reply {
  call.fields.allow("allow_redisplay", "billing_details", "card", "expand", "metadata");
  const before = named(call, "payment_method");
  const billing_details = call.fields.has("billing_details") ? readBilling(call.fields) : before.billing_details;
  const after: PaymentMethod = { ...before, billing_details, metadata: call.fields.metadata(before.metadata) };
  call.work.objects.save(after);
  const changed = changesOf(before, after);
  if (changed) emit(call.work, "payment_method.updated", after, changed);
  return reply(after);
}

function attach({ work, fields, id }: Call): Reply {
  fields.allow("customer", "expand");
  const customer = referred(work, "customer", fields.required("customer"), "customer");
  const method = findMethod(work, id);
  if (method.customer !== null && method.customer !== customer.id)
    throw new StripeRefusal(400, {
      message: "The payment method you provided has already been attached to a customer.",
    });
  return reply(attachMethod(work, method, customer.id));
}

/** The method is the customer's from now on. A card whose bank refuses that is refused here, as by Stripe. */
export function attachMethod(work: Work, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method;
  const attached: PaymentMethod = { ...method, customer };
  work.objects.save(attached);
  emit(work, "payment_method.attached", attached);
  return attached;
}

function detach(call: Call): Reply {
  call.fields.allow("expand");
  const before = named(call, "payment_method");
  if (before.customer === null)
    throw new StripeRefusal(400, {
      message: "The payment method you provided is not attached to a customer so detachment is impossible.",
    });
  const after: PaymentMethod = { ...before, customer: null };
  call.work.objects.save(after);
  emit(call.work, "payment_method.detached", after, { customer: before.customer });
  return reply(after);
}

function ofCustomer(call: Call): Reply {
  const { work, fields } = call;
  fields.allow(...LIST_FIELDS, "allow_redisplay", "type");
  const { id } = named(call, "customer");
  const page = pageRequest(
    fields,
    "PaymentMethod",
    (method) => work.objects.find("payment_method", method) !== undefined,
  );
  const found = work.objects.list("payment_method", page, { where: { customer: id, type: fields.text("type") } });
  return reply(listOf(`/v1/customers/${id}/payment_methods`, found));
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

/**
 * The payment method of that id; ready-made ones (`pm_card_visa`) are made anew each time, as Stripe does. Without `param`
 * the id is the path's.
 */
export function findMethod(work: Work, id: string, param?: string): PaymentMethod {
  if (id.startsWith("pm_card_")) return methodFromName(work, id, NO_BILLING_DETAILS, param ?? "id");
  const found = work.objects.find("payment_method", id);
  if (!found) throw noSuch("PaymentMethod", id, param);
  return found;
}

/** What a request names to pay by, or describes; null where it does neither. */
export function readPayingMethod(work: Work, fields: Fields): PaymentMethod | null {
  const data = fields.group("payment_method_data");
  if (data) return createMethod(work, data);
  const id = fields.text("payment_method");
  return id === undefined ? null : findMethod(work, id, "payment_method");
}
