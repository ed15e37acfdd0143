import type { Money } from "./money.ts";

// Stripe's lists, not ISO's: ISK and UGX have no minor unit any more, but Stripe still takes them in hundredths.
const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const THREE_DECIMAL = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);

/** How many of an amount's digits stand behind the decimal point at Stripe: 0, 2 or 3. */
export function minorDigits(currency: string): 0 | 2 | 3 {
  const code = currency.toLowerCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

/** Making a formatter costs far more than using it, and a page of orders formats hundreds of amounts. */
const formatters = new Map<string, Intl.NumberFormat>();

/** `{amount: 1999, currency: "usd"}` as `$19.99`: what staff and customers read. */
export function formatMoney({ amount, currency }: Money): string {
  return formatterOf(currency).format(amount / 10 ** minorDigits(currency));
}

function formatterOf(currency: string): Intl.NumberFormat {
  const known = formatters.get(currency);
  if (known) return known;
  const digits = minorDigits(currency);
  const made = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formatters.set(currency, made);
  return made;
}
