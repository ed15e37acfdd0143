import { type Life, type LifeKind, lifeOf, type WorldPlan } from "./life.ts";
import { eventsOf, type Moment, momentsOf } from "./moments.ts";
import type { WorldPrices } from "./world-prices.ts";

/** Who lives in a world: so many lives that their events are exactly as many as were asked for. */
export interface Population {
  readonly size: number;
  /** The nth life and all that happens in it; worked out anew each time, so that nothing has to be kept. */
  of(index: number): { readonly life: Life; readonly moments: readonly Moment[] };
}

const A_PURCHASE = 10;

/**
 * Usual lives as long as they fit, then what is left over is made of purchases of the last weeks (ten events each) and of
 * customers who went away (one each).
 */
export function populate(plan: WorldPlan, prices: WorldPrices): Population {
  const kindAt = (index: number): LifeKind => (index < usual ? "usual" : index < usual + recent ? "recent" : "leaves");
  const live = (index: number, kind: LifeKind) => {
    const life = lifeOf(plan, index, kind);
    return { life, moments: momentsOf(life, prices.of(life).recurring, plan.until) };
  };
  let usual = 0;
  let left = plan.events;
  for (;;) {
    const { life, moments } = live(usual, "usual");
    const events = eventsOf(life, moments);
    if (events > left) break;
    left -= events;
    usual += 1;
  }
  const recent = Math.floor(left / A_PURCHASE);
  const leaving = left % A_PURCHASE;
  return { size: usual + recent + leaving, of: (index) => live(index, kindAt(index)) };
}
