import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { newCustomer } from "../shapes/customer.ts";
import type { Customer } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { refused } from "../wire/stripe-refusal.ts";
import { emit } from "../work.ts";
import { changesOf } from "./changes-of.ts";
import { list, named, retrieve } from "./read-routes.ts";
import { readAddress } from "./read-address.ts";

const PATH = "/v1/customers";
const FIELDS = ["address", "description", "email", "expand", "metadata", "name", "phone"] as const;

export const customerRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  { method: "POST", path: `${PATH}/:id`, run: update },
  retrieve("customer", PATH),
  list("customer", PATH, ["email"], (fields) => ({ where: { email: fields.text("email") } })),
];

function create({ work, fields }: Call): Reply {
  const customer = newCustomer(given(fields, {}), work.now);
  work.objects.insert(customer, work.now);
  emit(work, "customer.created", customer);
  return reply(customer);
}

function update(call: Call): Reply {
  const { work, fields } = call;
  const before = named(call, "customer");
  const after: Customer = { ...before, ...given(fields, before.metadata) };
  work.objects.save(after);
  const changed = changesOf(before, after);
  if (changed) emit(work, "customer.updated", after, changed);
  return reply(after);
}

function given(fields: Fields, metadata: Customer["metadata"]): Partial<Customer> {
  fields.allow(...FIELDS);
  const texts = ["description", "name", "phone"] as const;
  const out: { -readonly [K in keyof Customer]?: Customer[K] } = { metadata: fields.metadata(metadata) };
  for (const name of texts) if (fields.has(name)) out[name] = fields.emptyable(name) ?? null;
  if (fields.has("email")) out.email = readEmail(fields, "email");
  if (fields.has("address")) out.address = readAddress(fields);
  return out;
}

/** An e-mail address, null where it is unset; what can't be one is refused with Stripe's `email_invalid`. */
export function readEmail(fields: Fields, name: string): string | null {
  const email = fields.emptyable(name) ?? null;
  if (email === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
  throw refused(fields.path(name), `Invalid email address: ${email}`, "email_invalid");
}
