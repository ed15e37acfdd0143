import { newId } from "../ids.ts";
import type { LineItem, Metadata, Price } from "./object-types.ts";

/** One line of a Checkout Session. */
export function newLineItem(price: Price, quantity: number, description: string, metadata: Metadata): LineItem {
  const amount = (price.unit_amount ?? 0) * quantity;
  return {
    id: newId("line_item"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description,
    metadata,
    price,
    quantity,
  };
}
