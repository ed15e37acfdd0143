import type { CatalogPlan } from "../../../shared/contract/catalog-file.ts";
import type { Term } from "../../../shared/contract/states.ts";
import type { Price } from "../stripe/shapes/object-types.ts";
import { newPrice, type Recurring } from "../stripe/shapes/price.ts";
import type { World } from "../stripe/world.ts";
import { NOBODY } from "../stripe/work.ts";
import type { Life, WorldPlan } from "./life.ts";

/** The prices that a world's customers paid. */
export interface WorldPrices {
  /** What this life pays, by its drift. */
  of(life: Life): PaidPrice;
}
export type PaidPrice = Price & { readonly recurring: Recurring; readonly unit_amount: number };

const OLDER_BY = 0.8;
const olderId = (priceId: string): string => `${priceId}_until_last_year`;

/** Makes the prices that the plans had before, archived since, and hands out those that lives pay. */
export function openWorldPrices(world: World, { catalog, until, months }: WorldPlan): WorldPrices {
  const priced = catalog.plans.flatMap(({ prices }) => Object.values(prices));
  const now = priced.map(({ stripe_price_id: id }) => world.objects.get("price", id) as PaidPrice);
  const known = new Map(now.map((price) => [price.id, price]));
  const since = until - (months + 12) * 30 * 24 * 3600;
  world.transact(NOBODY, ({ objects }) => {
    for (const price of now) {
      const unit_amount = Math.round(price.unit_amount * OLDER_BY);
      const given = { nickname: `${price.nickname ?? ""} until last year`, active: false, recurring: price.recurring };
      const older = newPrice(
        { ...price, ...given, id: olderId(price.id), unit_amount, unit_amount_decimal: String(unit_amount) },
        since,
      );
      if (!objects.findAny(older.id)) objects.insert(older, since);
      known.set(older.id, older as PaidPrice);
    }
  });
  return { of: (life) => known.get(priceIdOf(life))! };
}

function priceIdOf({ plan, term, drift }: Life): string {
  const paid: Term = drift === "term_mismatch" && plan.prices.monthly ? "monthly" : term;
  const { stripe_price_id: id } = plan.prices[paid]!;
  return drift === "amount_mismatch" ? olderId(id) : id;
}

/** What the plan costs by the catalog, in minor units. */
export const amountOf = (plan: CatalogPlan, term: Term) => plan.prices[term]!;
