import type { CatalogAddon } from "../../../shared/contract/catalog-file.ts";
import { Term } from "../../../shared/contract/states.ts";
import type { Plan } from "../catalog/read-catalog.ts";
import type { LineItem } from "../orders/line-items.ts";

/** What a subscription's Prices are in the catalog. `addons` names one as often as it is bought. */
export interface MatchedPlan {
  readonly plan: Plan;
  readonly term: Term;
  readonly addons: readonly CatalogAddon[];
}

export interface Catalog {
  readonly plans: readonly Plan[];
  readonly addons: readonly CatalogAddon[];
}

/**
 * The plan, term and add-ons that these Prices sell; null where they sell none, or more than one plan. Where several fit,
 * `own` (a plan id) counts, so that a Price which two plans share changes nothing. Pure.
 */
export function matchPlan(items: readonly LineItem[], { plans, addons }: Catalog, own: string): MatchedPlan | null {
  const matches = plans.flatMap((plan) =>
    Term.options.flatMap((term) => {
      const bought = addonsBeside(items, plan, term, addons);
      return bought ? [{ plan, term, addons: bought }] : [];
    }),
  );
  if (matches.length <= 1) return matches[0] ?? null;
  const mine = matches.filter(({ plan }) => plan.id === own);
  return mine.length > 1 ? null : (mine[0] ?? null);
}

/** What is bought beside the plan's own Price; null where that is not among the items, or something else is. */
function addonsBeside(
  items: readonly LineItem[],
  plan: Plan,
  term: Term,
  addons: readonly CatalogAddon[],
): CatalogAddon[] | null {
  const base = plan.prices[term]?.stripe_price_id;
  if (items.find(({ price }) => price === base)?.quantity !== 1) return null;
  const bought: CatalogAddon[] = [];
  for (const { price, quantity } of items) {
    if (price === base) continue;
    const addon = addons.find((each) => each.prices[term]?.stripe_price_id === price);
    if (!addon) return null;
    for (let count = 0; count < quantity; count += 1) bought.push(addon);
  }
  return bought;
}
