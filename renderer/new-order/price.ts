import type { PlanOffer } from "../../shared/contract/catalog.ts";
import type { Term } from "../../shared/contract/states.ts";
import type { Money } from "../../shared/kernel/money.ts";

/** The terms in the order in which they are offered, and how many months each is paid for at once. */
export const TERMS: readonly { readonly term: Term; readonly name: string; readonly months: number }[] = [
  { term: "monthly", name: "Monthly", months: 1 },
  { term: "quarterly", name: "Quarterly", months: 3 },
  { term: "yearly", name: "Yearly", months: 12 },
];

export interface Quote {
  readonly price: Money;
  readonly stripePriceId: string;
  /** `then every 3 months`. */
  readonly every: string;
  /** What the same time costs paid monthly, where that is more. */
  readonly monthly: { readonly months: number; readonly cost: Money; readonly saves: Money } | null;
}

/** What a plan costs for a term; null where it is not sold for that long. Amounts are minor units of one currency. */
export function quote({ prices }: Pick<PlanOffer, "prices">, term: Term): Quote | null {
  const found = prices.find((price) => price.term === term);
  const months = TERMS.find((offer) => offer.term === term)?.months ?? 1;
  if (found === undefined) return null;
  const { amount, currency, stripePriceId } = found;
  const month = prices.find((price) => price.term === "monthly" && price.currency === currency);
  const saved = month === undefined ? 0 : month.amount * months - amount;
  return {
    price: { amount, currency },
    stripePriceId,
    every: months === 1 ? "then every month" : `then every ${months} months`,
    monthly:
      saved > 0 ? { months, cost: { amount: amount + saved, currency }, saves: { amount: saved, currency } } : null,
  };
}
