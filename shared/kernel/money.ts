import { z } from "zod";

/** An amount in the currency's minor unit (cents, yen, fils) and its lower-case ISO code, as Stripe writes them. */
export const Money = z.object({
  amount: z.number().int().nonnegative(),
  currency: z.string().regex(/^[a-z]{3}$/, "a currency is three lower-case letters, such as usd"),
});
export type Money = z.infer<typeof Money>;

// Apart from the schema: a page that only shows amounts needs no parser.
export { formatMoney } from "./format-money.ts";
