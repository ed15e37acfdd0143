import { formatMoney } from "../../../../shared/kernel/money.ts";
import type { LineItem, Session } from "../shapes/object-types.ts";
import type { Recurring } from "../shapes/price.ts";

/** `$12.00`. */
export const money = (amount: number | null, currency: string | null): string =>
  amount === null || currency === null ? "" : formatMoney({ amount, currency });

/** `per month`, `every 3 months`. */
export const termOf = ({ interval, interval_count: count }: Recurring): string =>
  count === 1 ? `per ${interval}` : `every ${count} ${interval}s`;

/** The term of the first line that recurs, empty where none does. */
export function termOfLines(lines: readonly LineItem[]): string {
  const recurring = lines.find((line) => line.price?.recurring)?.price?.recurring;
  return recurring ? termOf(recurring) : "";
}

/** `2026-11-24 14:35 UTC`, from epoch seconds. */
export const instant = (seconds: number): string =>
  `${new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** `2026-11-24 14:35:07.123 UTC`, from epoch milliseconds. */
export const moment = (ms: number): string => `${new Date(ms).toISOString().replace("T", " ").replace("Z", "")} UTC`;

export const visitTo = (session: Session): string | null =>
  session.success_url?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;

/** `cs_test_a1B2…x9Y0`: enough of an id to know it again. */
export const shortId = (id: string): string => (id.length <= 24 ? id : `${id.slice(0, 14)}…${id.slice(-4)}`);
