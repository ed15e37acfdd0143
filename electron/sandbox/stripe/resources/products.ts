import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import { newId } from "../ids.ts";
import type { Product } from "../shapes/object-types.ts";
import { newProduct } from "../shapes/product.ts";
import type { Fields } from "../wire/fields.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit } from "../work.ts";
import { changesOf } from "../changes-of.ts";
import { list, named, retrieve } from "./read-routes.ts";

const PATH = "/v1/products";
const FIELDS = [
  "active",
  "description",
  "expand",
  "images",
  "metadata",
  "name",
  "statement_descriptor",
  "url",
] as const;

export const productRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: create },
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "DELETE", path: `${PATH}/:id`, run: remove },
  retrieve("product", PATH),
  list("product", PATH, ["active", "ids"], (fields) => ({
    where: { active: fields.boolean("active") },
    ids: fields.texts("ids"),
  })),
];

function create({ work, fields }: Call): Reply {
  fields.allow(...FIELDS, "id", "type", "shippable", "tax_code", "unit_label");
  const id = fields.text("id") ?? newId("product");
  if (work.objects.findAny(id))
    throw new StripeRefusal(400, { code: "resource_already_exists", message: "Product already exists.", param: "id" });
  const product = newProduct({ id, name: fields.required("name"), ...given(fields, {}) }, work.now);
  work.objects.insert(product, work.now);
  emit(work, "product.created", product);
  return reply(product);
}

function update(call: Call): Reply {
  const { work, fields } = call;
  fields.allow(...FIELDS);
  const before = named(call, "product");
  const after: Product = { ...before, ...given(fields, before.metadata), updated: work.now };
  work.objects.save(after);
  const changed = changesOf(before, after);
  if (changed) emit(work, "product.updated", after, changed);
  return reply(after);
}

function remove(call: Call): Reply {
  const product = named(call, "product");
  if (call.work.objects.list("price", { limit: 1 }, { where: { product: product.id } }).data.length > 0)
    throw new StripeRefusal(400, {
      message: "This product cannot be deleted because it has one or more user-created prices.",
    });
  call.work.objects.remove(product.id);
  emit(call.work, "product.deleted", product);
  return reply({ id: product.id, object: "product", deleted: true });
}

function given(fields: Fields, metadata: Product["metadata"]): Partial<Product> {
  const out: { -readonly [K in keyof Product]?: Product[K] } = { metadata: fields.metadata(metadata) };
  if (fields.has("name")) out.name = fields.required("name");
  if (fields.has("active")) out.active = fields.boolean("active")!;
  if (fields.has("images")) out.images = fields.texts("images") ?? [];
  for (const name of ["description", "statement_descriptor", "url"] as const)
    if (fields.has(name)) out[name] = fields.emptyable(name) ?? null;
  return out;
}
