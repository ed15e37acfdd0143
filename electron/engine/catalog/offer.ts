import type { CatalogAddon } from "../../../shared/contract/catalog-file.ts";
import type { Term } from "../../../shared/contract/states.ts";
import type { Money } from "../../../shared/kernel/money.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { ServerBuild } from "../orders/server-build.ts";
import type { Plan } from "./read-catalog.ts";

/** What a purchase costs a term: the sum, and the Stripe Prices that make it up, the plan's first. */
export interface Price {
  readonly money: Money;
  readonly lineItems: readonly { readonly price: string; readonly quantity: number }[];
}

export interface PriceRefused {
  readonly code: "TERM_UNKNOWN" | "ADDON_UNKNOWN";
  readonly says: string;
}

/** Adds up a plan and its add-ons for a term. All must be sold for that term and in the plan's currency. Pure. */
export function priceOf(plan: Plan, term: Term, addons: readonly CatalogAddon[]): Result<Price, PriceRefused> {
  const base = plan.prices[term];
  if (!base) {
    const says = `The plan ${plan.name} has no ${term} price; it has ${Object.keys(plan.prices).join(", ")}.`;
    return err({ code: "TERM_UNKNOWN", says });
  }
  const quantities = new Map([[base.stripe_price_id, 1]]);
  let { amount } = base;
  for (const addon of addons) {
    const price = addon.prices[term];
    if (!price) return err({ code: "TERM_UNKNOWN", says: `The add-on ${addon.name} has no ${term} price.` });
    if (price.currency !== base.currency) {
      const says = `The add-on ${addon.name} is sold in ${price.currency}, the plan ${plan.name} in ${base.currency}.`;
      return err({ code: "ADDON_UNKNOWN", says });
    }
    quantities.set(price.stripe_price_id, (quantities.get(price.stripe_price_id) ?? 0) + 1);
    amount += price.amount;
  }
  const lineItems = [...quantities].map(([price, quantity]) => ({ price, quantity }));
  return ok({ money: { amount, currency: base.currency }, lineItems });
}

/** The server that a plan and its add-ons make, as it is frozen in the order. Pure. */
export function buildOf(plan: Plan, addons: readonly CatalogAddon[]): ServerBuild {
  const added = (what: keyof CatalogAddon["adds"]) => addons.reduce((sum, { adds }) => sum + (adds[what] ?? 0), 0);
  return {
    eggId: plan.egg_id,
    nestId: plan.nest_id ?? null,
    dockerImage: plan.docker_image ?? null,
    startup: plan.startup ?? null,
    environment: plan.environment,
    memoryMb: plan.ram_mb + added("ram_mb"),
    swapMb: plan.swap_mb,
    diskMb: plan.disk_mb + added("disk_mb"),
    ioWeight: plan.io_weight,
    // 0 is the panel's word for "no limit"; adding to it would set one
    cpuPercent: plan.cpu_percent === 0 ? 0 : plan.cpu_percent + added("cpu_percent"),
    databases: plan.databases + added("databases"),
    backups: plan.backups + added("backups"),
    allocations: plan.allocations,
  };
}
