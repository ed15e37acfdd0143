import type { PlanOffer } from "../../../shared/contract/catalog.ts";
import { Term } from "../../../shared/contract/states.ts";
import { listActiveAddons, listActivePlans, type Plan } from "../catalog/read-catalog.ts";
import { listRegionOffers } from "../mirror/region-offers.ts";
import { findKnownCustomer } from "../orders/list-orders-customer.ts";
import { os } from "./implementer.ts";

const { catalog } = os;

export const catalogRouter = {
  plans: catalog.plans.handler(async ({ context: { deps } }) => (await listActivePlans(deps.db)).map(offerOf)),

  addons: catalog.addons.handler(async ({ context: { deps } }) =>
    (await listActiveAddons(deps.db)).map(({ id, name, prices }) => ({
      id,
      name,
      prices: Term.options.flatMap((term) => {
        const price = prices[term];
        return price ? [{ term, amount: price.amount, currency: price.currency }] : [];
      }),
    })),
  ),

  regions: catalog.regions.handler(({ input, context: { deps } }) => listRegionOffers(deps, input.planId)),

  customer: catalog.customer.handler(({ input, context: { deps } }) => findKnownCustomer(deps.db, input.email)),
};

function offerOf(plan: Plan): PlanOffer {
  return {
    id: plan.id,
    name: plan.name,
    game: plan.game,
    itemType: plan.item_type,
    ramMb: plan.ram_mb,
    diskMb: plan.disk_mb,
    cpuPercent: plan.cpu_percent,
    eggId: plan.egg_id,
    prices: Term.options.flatMap((term) => priceOf(plan, term)),
  };
}

function priceOf({ prices }: Plan, term: Term): PlanOffer["prices"] {
  const price = prices[term];
  return price ? [{ term, amount: price.amount, currency: price.currency, stripePriceId: price.stripe_price_id }] : [];
}
