import type { CatalogFile } from "../../shared/contract/catalog-file.ts";
import type { Term } from "../../shared/contract/states.ts";
import type { Seed, SeedPrice } from "./stripe/seed.ts";

const PERIODS: Readonly<Record<Term, SeedPrice["recurring"]>> = {
  monthly: { interval: "month", interval_count: 1 },
  quarterly: { interval: "month", interval_count: 3 },
  yearly: { interval: "year", interval_count: 1 },
};

type Sold = CatalogFile["plans"][number] | CatalogFile["addons"][number];

/** A product for every plan and add-on of a catalog and a price for each of their terms; a price named twice stands once. */
export function stripeSeedOf({ plans, addons }: CatalogFile): Seed {
  const sold = [
    ...plans.map((plan) => [`prod_${plan.id}`, plan] as const),
    ...addons.map((addon) => [`prod_addon_${addon.id}`, addon] as const),
  ];
  const prices = sold.flatMap(([product, one]) => pricesOf(product, one));
  return {
    products: sold.map(([id, { name }]) => ({ id, name })),
    prices: [...new Map(prices.map((price) => [price.id, price])).values()],
  };
}

const pricesOf = (product: string, { name, prices }: Sold): SeedPrice[] =>
  Object.entries(prices).map(([term, { stripe_price_id, amount, currency }]) => ({
    id: stripe_price_id,
    product,
    nickname: `${name}, ${term}`,
    unit_amount: amount,
    currency,
    recurring: PERIODS[term as Term],
  }));
