import type Stripe from "stripe";
import type { LineItem } from "../orders/line-items.ts";

/** A subscription's item as Stripe has it. */
export interface BilledItem extends LineItem {
  readonly id: string;
}

/**
 * What to send Stripe so that a subscription bills `wanted` alone: what stays keeps its item, what is new takes the item of what
 * goes, so that Stripe prorates one against the other, and what is left over is deleted. Pure.
 */
export function itemChanges(
  has: readonly BilledItem[],
  wanted: readonly LineItem[],
): Stripe.SubscriptionUpdateParams.Item[] {
  const kept = has.flatMap((item) => {
    const quantity = twinIn(wanted, item)?.quantity;
    return quantity === undefined ? [] : [{ id: item.id, quantity }];
  });
  const going = has.filter((item) => !twinIn(wanted, item));
  const coming = wanted.filter((item) => !twinIn(has, item));
  return [
    ...kept,
    ...coming.map(({ price, quantity }, index) => ({ ...idOf(going[index]), price, quantity })),
    ...going.slice(coming.length).map(({ id }) => ({ id, deleted: true })),
  ];
}

const twinIn = (list: readonly LineItem[], { price }: LineItem) => list.find((item) => item.price === price);
const idOf = (item: BilledItem | undefined) => (item ? { id: item.id } : {});
