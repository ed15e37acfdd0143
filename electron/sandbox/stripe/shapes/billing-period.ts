import type { Recurring } from "./price.ts";

const DAY = 24 * 3600;

/**
 * The end of `count` periods that begin at `start` (epoch seconds). A month from the 31st ends on the last day of a
 * shorter month, as Stripe bills it.
 */
export function periodEnd(start: number, { interval, interval_count }: Recurring, count = 1): number {
  const units = interval_count * count;
  if (interval === "day") return start + units * DAY;
  if (interval === "week") return start + units * 7 * DAY;
  const months = interval === "year" ? units * 12 : units;
  const date = new Date(start * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return Math.floor(date.getTime() / 1000);
}

/**
 * The end of the period that follows `after`. Counted from the anchor, so that what began on the 31st is billed on the
 * 28th of February and on the 31st of March again.
 */
export function periodEndAfter(anchor: number, after: number, recurring: Recurring): number {
  let count = 1;
  while (periodEnd(anchor, recurring, count) <= after) count++;
  return periodEnd(anchor, recurring, count);
}
