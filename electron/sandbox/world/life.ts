import { ulid } from "ulid";
import type { CatalogFile, CatalogPlan, CatalogRegion } from "../../../shared/contract/catalog-file.ts";
import type { Term } from "../../../shared/contract/states.ts";
import { between, oneOf, type Random, randomOf } from "../scenarios/chance.ts";
import { madeUpEmail, madeUpName, madeUpServerName } from "../scenarios/customers/made-up-customer.ts";
import { type DriftKind, driftOf } from "./drift.ts";

/** What a world is made of: from its seed, so many events over so many months that end at `until` (epoch seconds). */
export interface WorldPlan {
  readonly seed: number;
  readonly events: number;
  readonly months: number;
  readonly until: number;
  readonly catalog: CatalogFile;
}

/** How a purchase goes on. */
export type Fate = "stays" | "cancels" | "refunded" | "disputed" | "past_due" | "leaves";

/** One customer and their purchase, from beginning to end; its place in the world decides all of it. */
export interface Life {
  readonly index: number;
  readonly drift: DriftKind | null;
  readonly orderId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly plan: CatalogPlan;
  /** The term that was bought; the price's may be another by drift. */
  readonly term: Term;
  readonly region: CatalogRegion;
  readonly serverName: string;
  /** Epoch seconds. */
  readonly startsAt: number;
  readonly fate: Fate;
  /** After how many periods a cancellation, after how many days a refund or dispute comes. */
  readonly fateAfter: number;
}

/** `usual` lives have all that can happen; the other two are short and make a world's number of events exact. */
export type LifeKind = "usual" | "recent" | "leaves";

const DAY = 24 * 3600;
const MONTH = 30.44 * DAY;
const RECENTLY = 20;

const FATES: Partial<Record<DriftKind, Fate>> = {
  refunded_still_running: "refunded",
  disputed_still_running: "disputed",
  canceled_still_running: "cancels",
  past_due_still_running: "past_due",
};

/** The life in this place of a world. Pure: the same plan and place, the same life. */
export function lifeOf(plan: WorldPlan, index: number, kind: LifeKind): Life {
  const random = randomOf(plan.seed, "life", index);
  const drift = kind === "usual" ? driftOf(index, plan.months) : null;
  const startsAt = startOf(plan, random, kind, drift);
  const name = madeUpName(random);
  const sold = plan.catalog.plans.filter(({ active }) => active);
  const bought = oneOf(random, sold);
  const fate =
    kind === "recent" ? "stays" : kind === "leaves" ? "leaves" : ((drift && FATES[drift]) ?? fateBy(random, drift));
  return {
    index,
    drift,
    orderId: `ord_${ulid(startsAt * 1000, random)}`,
    userId: `user-${plan.seed}-${index}`,
    email: madeUpEmail(name, `${plan.seed}-${index}`),
    name,
    plan: bought,
    term: termOf(random, bought, drift),
    region: oneOf(random, plan.catalog.regions),
    serverName: madeUpServerName(random),
    startsAt,
    fate,
    fateAfter: fate === "cancels" ? (drift ? 0 : between(random, 1, 6)) : between(random, 2, 15),
  };
}

/** Anywhere in the world's months; what needs time for its drift begins in time. */
function startOf({ until, months }: WorldPlan, random: Random, kind: LifeKind, drift: DriftKind | null): number {
  const share = random();
  if (kind === "recent") return Math.floor(until - DAY - share * RECENTLY * DAY);
  const length = Math.floor(months * MONTH);
  // Its first renewal lies behind, and its second one before, the world's end.
  if (drift === "past_due_still_running") return Math.floor(until - (50 - share * 14) * DAY);
  const latest = drift || kind === "leaves" ? Math.max(length - 18 * DAY, DAY) : length - 3600;
  return Math.floor(until - length + share * latest);
}

function fateBy(random: Random, drift: DriftKind | null): Fate {
  const share = random();
  if (drift) return "stays";
  if (share < 0.72) return "stays";
  if (share < 0.87) return "cancels";
  if (share < 0.9) return "refunded";
  return share < 0.92 ? "disputed" : "leaves";
}

function termOf(random: Random, { prices }: CatalogPlan, drift: DriftKind | null): Term {
  const terms = Object.keys(prices) as Term[];
  const share = random();
  if (drift === "term_mismatch" && terms.includes("yearly")) return "yearly";
  if (drift === "past_due_still_running" || share < 0.7) return terms.includes("monthly") ? "monthly" : terms[0]!;
  return terms[Math.floor(((share - 0.7) / 0.3) * terms.length)]!;
}
