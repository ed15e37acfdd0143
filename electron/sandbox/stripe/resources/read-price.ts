import { everyPeriod, type Recurring } from "../shapes/price.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused } from "../wire/stripe-refusal.ts";

/** The currency of a price: three letters, kept in lower case. */
export function readCurrency(fields: Fields): string {
  const currency = fields.required("currency").toLowerCase();
  if (/^[a-z]{3}$/.test(currency)) return currency;
  throw refused(fields.path("currency"), `Invalid currency: ${currency}`);
}

/** The amount of a price in minor units. */
export function readUnitAmount(fields: Fields): number {
  const amount = fields.integer("unit_amount", { min: 0, max: 99_999_999 });
  if (amount === undefined) throw missingParam(fields.path("unit_amount"));
  return amount;
}

/** How often a price is charged; null for a price that is paid once. */
export function readRecurring(fields: Fields): Recurring | null {
  const recurring = fields.group("recurring")?.allow("interval", "interval_count", "usage_type");
  if (!recurring) return null;
  const interval = recurring.oneOf("interval", ["day", "week", "month", "year"]);
  if (interval === undefined) throw missingParam(recurring.path("interval"));
  return everyPeriod(interval, recurring.integer("interval_count", { min: 1, max: 36 }) ?? 1);
}
