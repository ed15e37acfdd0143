import { endSubscription } from "../billing/move-subscription.ts";
import { changesOf } from "../changes-of.ts";
import { onClockOf } from "../clocks/clocked-work.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { newCustomer } from "../shapes/customer.ts";
import type { Customer } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { noSuch, refused } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { attachMethod, findMethod } from "./payment-methods.ts";
import { isDeleted, list, named, referred } from "./read-routes.ts";
import { readEmail } from "./read-email.ts";
import { readAddress } from "./read-address.ts";

const PATH = "/v1/customers";
const FIELDS = [
  "address",
  "balance",
  "description",
  "email",
  "expand",
  "invoice_settings",
  "metadata",
  "name",
  "phone",
  "preferred_locales",
  "tax_exempt",
] as const;

export const customerRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "DELETE", path: `${PATH}/:id`, run: remove },
  { method: "GET", path: `${PATH}/:id`, run: retrieveCustomer },
  list("customer", PATH, ["email", "test_clock"], (fields) => ({
    // Those on a test clock are listed only where they are asked for.
    where: { email: fields.text("email"), test_clock: fields.text("test_clock") ?? null, deleted: null },
  })),
];

function create({ work, fields }: Call): Reply {
  fields.allow(...FIELDS, "payment_method", "test_clock");
  const id = fields.text("test_clock");
  const test_clock = id === undefined ? null : referred(work, "test_helpers.test_clock", id, "test_clock").id;
  const clocked = onClockOf(work, { test_clock });
  const customer = newCustomer({ ...given(fields, {}), test_clock }, clocked.at);
  work.objects.insert(customer, clocked.at);
  const after = withMethods(work, fields, customer);
  work.objects.save(after);
  emit(work, "customer.created", after);
  return reply(after);
}

function update(call: Call): Reply {
  const { work, fields } = call;
  fields.allow(...FIELDS);
  const before = present(call);
  const after: Customer = withMethods(work, fields, { ...before, ...given(fields, before.metadata) });
  work.objects.save(after);
  const changed = changesOf(before, after);
  if (changed) emit(work, "customer.updated", after, changed);
  return reply(after);
}

/** Attaches the method that a new customer comes with, and sets which method invoices are charged to. */
function withMethods(work: Work, fields: Fields, customer: Customer): Customer {
  const id = fields.text("payment_method");
  const attached = id === undefined ? null : attachMethod(work, findMethod(work, id, "payment_method"), customer.id);
  const settings = fields.group("invoice_settings");
  if (!settings?.has("default_payment_method")) return customer;
  const wanted = settings.emptyable("default_payment_method") ?? null;
  const isOwn = wanted !== null && (wanted === id || wanted === attached?.id);
  const method = isOwn ? attached : wanted && findMethod(work, wanted, settings.path("default_payment_method"));
  if (method && method.customer !== customer.id)
    throw refused(
      settings.path("default_payment_method"),
      `The customer does not have a payment method with the ID ${wanted}. The payment method must be attached to the customer.`,
      "resource_missing",
    );
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: method ? method.id : null };
  return { ...customer, invoice_settings };
}

function given(fields: Fields, metadata: Customer["metadata"]): Partial<Customer> {
  const texts = ["description", "name", "phone"] as const;
  const out: { -readonly [K in keyof Customer]?: Customer[K] } = { metadata: fields.metadata(metadata) };
  for (const name of texts) if (fields.has(name)) out[name] = fields.emptyable(name) ?? null;
  if (fields.has("email")) out.email = readEmail(fields, "email");
  if (fields.has("address")) out.address = readAddress(fields);
  if (fields.has("balance")) out.balance = fields.integer("balance")!;
  if (fields.has("preferred_locales")) out.preferred_locales = fields.texts("preferred_locales") ?? [];
  return out;
}

/** A deleted customer is remembered by its id alone. */
function retrieveCustomer(call: Call): Reply {
  call.fields.allow("expand");
  const customer = named(call, "customer");
  return reply(isDeleted(customer) ? deletion(customer.id) : customer);
}

function remove(call: Call): Reply {
  return reply(deleteCustomer(call.work, present(call)));
}

/** Deletes a customer, whose subscriptions end at once. */
export function deleteCustomer(work: Work, customer: Customer): object {
  const clocked = onClockOf(work, customer);
  const all = work.objects.list("subscription", { limit: 100 }, { where: { customer: customer.id } }).data;
  for (const subscription of all.filter(({ status }) => status !== "canceled" && status !== "incomplete_expired"))
    endSubscription(clocked, subscription, "cancellation_requested");
  work.objects.save({ ...customer, deleted: true } as unknown as Customer);
  emit(work, "customer.deleted", customer);
  return deletion(customer.id);
}

const deletion = (id: string) => ({ id, object: "customer" as const, deleted: true });

// To a change, a deleted customer is as if it were not there.
function present(call: Call): Customer {
  const found = named(call, "customer");
  if (isDeleted(found)) throw noSuch("customer", found.id);
  return found;
}
