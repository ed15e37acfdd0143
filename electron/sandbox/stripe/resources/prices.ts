import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { newId } from "../ids.ts";
import type { Price } from "../shapes/object-types.ts";
import { newPrice } from "../shapes/price.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam } from "../wire/stripe-refusal.ts";
import { emit } from "../work.ts";
import { changesOf } from "../changes-of.ts";
import { makeInlineProduct } from "./inline-price.ts";
import { readCurrency, readRecurring, readUnitAmount } from "./read-price.ts";
import { list, named, referred, retrieve } from "./read-routes.ts";

const PATH = "/v1/prices";
const FIELDS = ["active", "expand", "lookup_key", "metadata", "nickname", "tax_behavior"] as const;

export const priceRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  { method: "POST", path: `${PATH}/:id`, run: update },
  retrieve("price", PATH),
  list("price", PATH, ["active", "product", "type", "lookup_keys"], (fields) => ({
    where: {
      active: fields.boolean("active"),
      product: fields.text("product"),
      type: fields.oneOf("type", ["one_time", "recurring"]),
      lookup_key: fields.texts("lookup_keys"),
    },
  })),
];

function create({ work, fields }: Call): Reply {
  fields.allow(...FIELDS, "billing_scheme", "currency", "product", "product_data", "recurring", "unit_amount");
  const price = newPrice(
    {
      id: newId("price"),
      currency: readCurrency(fields),
      product: readProduct({ work, fields, id: "" }),
      unit_amount: readUnitAmount(fields),
      recurring: readRecurring(fields),
      ...given(fields, {}),
    },
    work.now,
  );
  work.objects.insert(price, work.now);
  emit(work, "price.created", price);
  return reply(price);
}

function update(call: Call): Reply {
  const { work, fields } = call;
  fields.allow(...FIELDS);
  const before = named(call, "price");
  const after: Price = { ...before, ...given(fields, before.metadata) };
  work.objects.save(after);
  const changed = changesOf(before, after);
  if (changed) emit(work, "price.updated", after, changed);
  return reply(after);
}

function given(fields: Fields, metadata: Price["metadata"]): Partial<Price> {
  const out: { -readonly [K in keyof Price]?: Price[K] } = { metadata: fields.metadata(metadata) };
  if (fields.has("active")) out.active = fields.boolean("active")!;
  if (fields.has("nickname")) out.nickname = fields.emptyable("nickname") ?? null;
  if (fields.has("lookup_key")) out.lookup_key = fields.emptyable("lookup_key") ?? null;
  if (fields.has("tax_behavior"))
    out.tax_behavior = fields.oneOf("tax_behavior", ["exclusive", "inclusive", "unspecified"])!;
  return out;
}

function readProduct({ work, fields }: Call): string {
  const data = fields.group("product_data");
  if (data) return makeInlineProduct(work, data).id;
  const id = fields.text("product");
  if (id === undefined) throw missingParam("product");
  return referred(work, "product", id, "product").id;
}
