import type { SubscriptionItem } from "../shapes/object-types.ts";
import { planOf, type Recurring } from "../shapes/price.ts";
import { newItem, type SubscriptionLine } from "../shapes/subscription.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, noSuch, refused } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { makeInlinePrice } from "./inline-price.ts";
import { referred } from "./read-routes.ts";

const FIELDS = ["billing_thresholds", "clear_usage", "deleted", "discounts", "id", "metadata"] as const;
const PRICED = ["price", "price_data", "quantity", "tax_rates"] as const;

/** The items of a new subscription, all billed at the same interval. */
export function readNewItems(work: Work, fields: Fields): SubscriptionLine[] {
  const given = fields.each("items") ?? [];
  if (given.length === 0) throw missingParam("items");
  const lines = given.map((item) => readLine(work, item.allow(...FIELDS, ...PRICED)));
  refuseMixed(lines.map(({ price }) => price));
  return lines;
}

/**
 * A subscription's items after a change: one with an `id` is changed or deleted, one without is added, as at Stripe (where
 * that is how a shop comes to bill two plans at once).
 */
export function readChangedItems(
  work: Work,
  fields: Fields,
  subscription: string,
  before: readonly SubscriptionItem[],
  at: number,
): SubscriptionItem[] {
  const after = new Map(before.map((item) => [item.id, item]));
  for (const given of fields.each("items") ?? []) {
    given.allow(...FIELDS, ...PRICED);
    const id = given.text("id");
    if (id === undefined) {
      const added = newItem(subscription, readLine(work, given), currentPeriod(before), at);
      after.set(added.id, added);
    } else if (!after.has(id)) throw noSuch("subscription item", id, given.path("id"));
    else if (given.boolean("deleted")) after.delete(id);
    else after.set(id, changed(work, given, after.get(id)!));
  }
  const items = [...after.values()];
  if (items.length === 0) throw refused("items", "A subscription must have at least one item.");
  refuseMixed(items.map(({ price }) => price));
  return items;
}

function changed(work: Work, given: Fields, before: SubscriptionItem): SubscriptionItem {
  const price = given.has("price") || given.has("price_data") ? readPrice(work, given) : before.price;
  return {
    ...before,
    price,
    plan: planOf(price, price.recurring!),
    quantity: given.integer("quantity", { min: 0 }) ?? before.quantity ?? 1,
    metadata: given.metadata(before.metadata),
  };
}

function readLine(work: Work, given: Fields): SubscriptionLine {
  const price = readPrice(work, given);
  const quantity = given.integer("quantity", { min: 0 }) ?? 1;
  return { price, recurring: price.recurring, quantity, metadata: given.metadata() };
}

function readPrice(work: Work, given: Fields): SubscriptionLine["price"] & { recurring: Recurring } {
  const data = given.group("price_data");
  const param = given.path("price");
  const id = given.text("price");
  if (!data && id === undefined) throw missingParam(param);
  const price = data ? makeInlinePrice(work, data) : referred(work, "price", id!, param);
  if (!data && !price.active)
    throw refused(param, `The price specified is inactive. This field only accepts active prices.`);
  const { recurring } = price;
  if (recurring) return { ...price, recurring };
  throw refused(
    param,
    "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
  );
}

function refuseMixed(prices: readonly SubscriptionLine["price"][]): void {
  const intervals = new Set(prices.map(({ recurring }) => `${recurring?.interval_count} ${recurring?.interval}`));
  if (intervals.size > 1)
    throw refused("items", "Currently, all plans on a subscription must have the same billing interval.");
  if (new Set(prices.map(({ currency }) => currency)).size > 1)
    throw refused("items", "All prices of a subscription must have the same currency.");
}

const currentPeriod = (items: readonly SubscriptionItem[]) => ({
  start: items[0]!.current_period_start,
  end: items[0]!.current_period_end,
});
