import type { CatalogAddon } from "../../../shared/contract/catalog-file.ts";
import type { Term } from "../../../shared/contract/states.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import { buildOf, priceOf, type PriceRefused } from "../catalog/offer.ts";
import type { Plan } from "../catalog/read-catalog.ts";
import { writeLineItems } from "../orders/line-items.ts";
import type { OrderPatch } from "../orders/order-repository.ts";
import type { ServerBuild } from "../orders/server-build.ts";
import type { NewServerBuild } from "../panel/panel-server-acts.ts";
import type { MatchedPlan } from "./match-plan.ts";

/** What an order is to become: the columns that say so, and the server that goes with them. */
export interface PlanTarget {
  readonly planName: string;
  readonly build: ServerBuild;
  readonly patch: OrderPatch & { readonly plan_id: string; readonly line_items: string };
}

/** Another plan, term and add-ons, as an order keeps them. Pure. */
export function planTarget({ plan, term, addons }: MatchedPlan): Result<PlanTarget, PriceRefused> {
  const priced = priceOf(plan, term, addons);
  if (!priced.ok) return priced;
  const { money, lineItems } = priced.value;
  const build = buildOf(plan, addons);
  const patch = { ...moneyAndNames(plan, term, addons), ...money, build: JSON.stringify(build) };
  return ok({ planName: plan.name, build, patch: { ...patch, line_items: writeLineItems(lineItems) } });
}

const moneyAndNames = (plan: Plan, term: Term, addons: readonly CatalogAddon[]) => ({
  plan_id: plan.id,
  term,
  addons: JSON.stringify(addons.map(({ id }) => id)),
});

/** The size and limits of a build as the panel takes them. */
export const panelBuild = (build: ServerBuild): NewServerBuild => ({
  limits: {
    memory: build.memoryMb,
    swap: build.swapMb,
    disk: build.diskMb,
    io: build.ioWeight,
    cpu: build.cpuPercent,
  },
  featureLimits: { databases: build.databases, allocations: build.allocations, backups: build.backups },
});
