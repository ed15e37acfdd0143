import { newId } from "../ids.ts";
import type { Price, Product } from "../shapes/object-types.ts";
import { newPrice } from "../shapes/price.ts";
import { newProduct } from "../shapes/product.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { readCurrency, readRecurring, readUnitAmount } from "./read-price.ts";
import { referred } from "./read-routes.ts";

/** Makes the price (and product) that a line item describes instead of naming one. */
export function makeInlinePrice(work: Work, data: Fields): Price {
  data.allow("currency", "product", "product_data", "recurring", "tax_behavior", "unit_amount");
  const price = newPrice(
    {
      id: newId("price"),
      active: false,
      currency: readCurrency(data),
      product: inlineProduct(work, data).id,
      unit_amount: readUnitAmount(data),
      recurring: readRecurring(data),
    },
    work.now,
  );
  work.objects.insert(price, work.now);
  return price;
}

function inlineProduct(work: Work, data: Fields): Product {
  const described = data.group("product_data");
  if (described) return makeInlineProduct(work, described);
  const id = data.text("product");
  if (id === undefined) throw missingParam(data.path("product_data"));
  return referred(work, "product", id, data.path("product"));
}

/** Makes a product from `product_data`. */
export function makeInlineProduct(work: Work, data: Fields): Product {
  data.allow(
    "description",
    "images",
    "metadata",
    "name",
    "tax_code",
    "unit_label",
    "active",
    "id",
    "statement_descriptor",
  );
  const given = { id: newId("product"), name: data.required("name"), metadata: data.metadata() };
  const product = newProduct({ ...given, description: data.text("description") ?? null }, work.now);
  work.objects.insert(product, work.now);
  return product;
}
