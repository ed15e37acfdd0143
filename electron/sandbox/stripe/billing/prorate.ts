import { formatMoney } from "../../../../shared/kernel/money.ts";
import type { SubscriptionItem } from "../shapes/object-types.ts";

/** A part of a period's price: given back (below zero) for an item that was, or owed for one that now is. */
export interface Share {
  readonly item: SubscriptionItem;
  readonly amount: number;
  readonly description: string;
  readonly period: { readonly start: number; readonly end: number };
}

/** What a change of items in the middle of their period (at `at`, epoch seconds) gives back and costs. Pure. */
export function prorate(before: readonly SubscriptionItem[], after: readonly SubscriptionItem[], at: number): Share[] {
  const gone = before.filter((item) => !after.some((other) => costsTheSame(item, other)));
  const come = after.filter((item) => !before.some((other) => costsTheSame(item, other)));
  return [...unused(gone, at), ...come.map((item) => shareOf(item, at, 1, "Remaining"))].filter(
    ({ amount }) => amount !== 0,
  );
}

/** What is given back for the rest of these items' periods. */
export const unused = (items: readonly SubscriptionItem[], at: number): Share[] =>
  items.map((item) => shareOf(item, at, -1, "Unused"));

const costsTheSame = (a: SubscriptionItem, b: SubscriptionItem): boolean =>
  a.id === b.id && a.price.id === b.price.id && a.quantity === b.quantity;

function shareOf(item: SubscriptionItem, at: number, sign: 1 | -1, word: string): Share {
  const { current_period_start: start, current_period_end: end, price, quantity = 1 } = item;
  const left = Math.max(end - at, 0) / (end - start);
  const amount = sign * Math.round((price.unit_amount ?? 0) * quantity * left);
  const day = new Date(at * 1000).toISOString().slice(0, 10);
  const each = formatMoney({ amount: price.unit_amount ?? 0, currency: price.currency });
  const description = `${word} time on ${quantity} × ${price.nickname ?? price.id} (at ${each}) after ${day}`;
  return { item, amount, description, period: { start: at, end } };
}
