import { minorDigits } from "../../../shared/kernel/format-money.ts";

/** What was typed (`19.99`, `$1,299.00`) in minor units of the currency; null for what is no amount of it. Pure. */
export function minorUnits(typed: string, currency: string): number | null {
  const found = /^[^\d.,+-]*(\d[\d,]*)(?:\.(\d+))?[^\d.,+-]*$/.exec(typed.trim());
  const [whole = "", part = ""] = found?.slice(1) ?? [];
  const digits = minorDigits(currency);
  if (found === null || part.length > digits) return null;
  const amount = Number(`${whole.replaceAll(",", "")}${part.padEnd(digits, "0")}`);
  return Number.isSafeInteger(amount) && amount > 0 ? amount : null;
}
