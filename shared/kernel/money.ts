import { z } from "zod";

/** An amount in the currency's minor unit (cents, yen, fils) and its lower-case ISO code, as Stripe writes them. */
export const Money = z.object({
  amount: z.number().int().nonnegative(),
  currency: z.string().regex(/^[a-z]{3}$/, "a currency is three lower-case letters, such as usd"),
});
export type Money = z.infer<typeof Money>;

// Stripe's lists, not ISO's: ISK and UGX have no minor unit any more, but Stripe still takes them in hundredths.
const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** How many of an amount's digits stand behind the decimal point at Stripe: 0, 2 or 3. */
export function minorDigits(currency: string): 0 | 2 | 3 {
  const code = currency.toLowerCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

/** `{amount: 1999, currency: "usd"}` as `$19.99`: what staff and customers read. */
export function formatMoney({ amount, currency }: Money): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
