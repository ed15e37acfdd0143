import type { Recurring } from "./price.ts";

const DAY = 24 * 3600;

/**
 * The end of a period that begins at `start` (epoch seconds). A month from the 31st ends on the last day of a shorter
 * month, as Stripe bills it.
 */
export function periodEnd(start: number, { interval, interval_count: count }: Recurring): number {
  if (interval === "day") return start + count * DAY;
  if (interval === "week") return start + count * 7 * DAY;
  const months = interval === "year" ? count * 12 : count;
  const date = new Date(start * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return Math.floor(date.getTime() / 1000);
}
