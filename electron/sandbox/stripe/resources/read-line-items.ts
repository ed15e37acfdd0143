import type { LineItem, Price } from "../shapes/object-types.ts";
import { newLineItem } from "../shapes/line-item.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { makeInlinePrice } from "./inline-price.ts";
import { referred } from "./read-routes.ts";

type Mode = "payment" | "subscription";

/** The line items of a new session, each with an active price that fits the mode and the other lines. */
export function readLineItems(work: Work, fields: Fields, mode: Mode): LineItem[] {
  const given = fields.each("line_items");
  if (!given || given.length === 0) throw missingParam("line_items");
  const lines = given.map((line) => readLine(work, line));
  refuseMixed(lines, mode);
  return lines;
}

function readLine(work: Work, line: Fields): LineItem {
  line.allow("adjustable_quantity", "metadata", "price", "price_data", "quantity", "tax_rates");
  const price = readPrice(work, line);
  const quantity = line.integer("quantity", { min: 1, max: 999_999 });
  if (quantity === undefined) {
    const param = line.path("quantity");
    throw refused(param, `Quantity is required. Add \`quantity\` to \`${line.path("").slice(0, -2)}\``);
  }
  const product = work.objects.get("product", price.product);
  return newLineItem(price, quantity, product.name, line.metadata());
}

function readPrice(work: Work, line: Fields): Price {
  const data = line.group("price_data");
  if (data) return makeInlinePrice(work, data);
  const param = line.path("price");
  const id = line.text("price");
  if (id === undefined) throw missingParam(param);
  const price = referred(work, "price", id, param);
  if (!price.active) throw refused(param, "The price specified is inactive. This field only accepts active prices.");
  if (!work.objects.get("product", price.product).active)
    throw refused(param, `Price \`${id}\` is not available to be purchased because its product is not active.`);
  return price;
}

function refuseMixed(lines: readonly LineItem[], mode: Mode): void {
  const recurring = lines.flatMap((line) => line.price?.recurring ?? []);
  if (mode === "payment" && recurring.length > 0)
    throw mismatch(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
    );
  if (mode === "subscription" && recurring.length === 0)
    throw mismatch("You must provide at least one recurring price in `subscription` mode when using prices.");
  if (new Set(lines.map((line) => line.currency)).size > 1)
    throw mismatch("All prices in a Checkout Session must have the same currency.");
  if (new Set(recurring.map(({ interval, interval_count }) => `${interval_count} ${interval}`)).size > 1)
    throw mismatch("Checkout does not support multiple prices with different billing intervals.");
}

const mismatch = (message: string) => new StripeRefusal(400, { message, param: "line_items" });
