import type { RefusalCode } from "../../../shared/contract/errors.ts";
import type { Term } from "../../../shared/contract/states.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Money } from "../../../shared/kernel/money.ts";
import { eggProblem } from "../catalog/check-eggs.ts";
import { buildOf, priceOf } from "../catalog/offer.ts";
import { findAddons, findPlan, findRegion, listRegions, type Plan, type Region } from "../catalog/read-catalog.ts";
import type { Deps } from "../deps.ts";
import { checkCapacity } from "../mirror/capacity.ts";
import type { ServerBuild } from "../orders/server-build.ts";

/** Those of the contract's codes that a sale may be refused with. */
export type CheckoutCode = Extract<
  RefusalCode,
  | "PLAN_NOT_FOUND"
  | "REGION_UNKNOWN"
  | "ADDON_UNKNOWN"
  | "TERM_UNKNOWN"
  | "EGG_VARIABLE_MISSING"
  | "NO_CAPACITY"
  | "PANEL_UNREACHABLE"
  | "STRIPE_REFUSED"
  | "STRIPE_UNREACHABLE"
  | "STRIPE_NOT_CONFIGURED"
>;

/** Why something can't be sold now: a code of the contract and a sentence with the values at hand. */
export interface CheckoutRefused {
  readonly code: CheckoutCode;
  readonly says: string;
}

/** What is asked for, already parsed. `region` null takes the catalog's first. */
export interface Wanted {
  readonly planId: string;
  readonly itemType: string | null;
  readonly term: Term;
  readonly region: string | null;
  readonly addons: readonly string[];
}

/** What would be sold: the plan, where, for how much, by which Stripe prices, and the server that it makes. */
export interface Offer {
  readonly plan: Plan;
  readonly region: Region;
  readonly price: Money;
  readonly lineItems: readonly { readonly price: string; readonly quantity: number }[];
  readonly build: ServerBuild;
}

const refused = (code: CheckoutCode, says: string) => err({ code, says });

/**
 * Decides whether `wanted` can be sold: known plan, region, term and add-ons, an egg that has all it needs, and room on a
 * node. All of it before any money moves; nothing is written.
 */
export async function makeOffer(deps: Deps, wanted: Wanted): Promise<Result<Offer, CheckoutRefused>> {
  const plan = await findPlan(deps.db, wanted.planId);
  if (!plan?.active || (wanted.itemType !== null && plan.item_type !== wanted.itemType))
    return refused("PLAN_NOT_FOUND", `No plan ${wanted.planId} of this type is on sale.`);
  const region = await regionOf(deps, wanted.region);
  if (!region?.active) return refused("REGION_UNKNOWN", `The catalog has no region ${wanted.region ?? "at all"}.`);
  const addons = await findAddons(deps.db, wanted.addons);
  const missing = wanted.addons.find((id) => !addons.some((addon) => addon.id === id));
  if (missing !== undefined) return refused("ADDON_UNKNOWN", `The catalog has no add-on ${missing}.`);
  const priced = priceOf(plan, wanted.term, addons);
  if (!priced.ok) return priced;
  const egg = await eggProblem(deps, plan);
  if (egg) return refused("EGG_VARIABLE_MISSING", egg);
  const build = buildOf(plan, addons);
  const room = await checkCapacity(deps, region, build);
  if (!room.ok) return room;
  return ok({ plan, region, price: priced.value.money, lineItems: priced.value.lineItems, build });
}

async function regionOf(deps: Deps, id: string | null): Promise<Region | undefined> {
  return id === null ? (await listRegions(deps.db))[0] : findRegion(deps.db, id);
}
