import { z } from "zod";
import type { CatalogAddon } from "../../../shared/contract/catalog-file.ts";
import { listActivePlans, findPlan } from "../catalog/read-catalog.ts";
import type { Deps } from "../deps.ts";
import { closeFinding, openFinding } from "../findings/findings.ts";
import type { JobHandler, JobOutcome } from "../jobs/job.ts";
import { writeLineItems } from "../orders/line-items.ts";
import { findOrder, type Order } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { type Catalog, matchPlan } from "./match-plan.ts";
import { movePlan, type MoveRefused } from "./move-plan.ts";
import { planTarget } from "./plan-target.ts";
import { readSubscription } from "./read-subscription.ts";
import type { SubscriptionFacts } from "./subscription-facts.ts";

const Payload = z.object({ orderId: z.string() });
const DONE: JobOutcome = { kind: "done" };
/** A change that was refused is looked at again this often: a node may have been emptied, or a disk. */
const AGAIN_MS = 30 * 60_000;

/**
 * Makes plan, price and server of an order what its subscription bills now. Reads the subscription when it runs, so that of
 * several changes the last one counts. What can't be done is a finding and stays as it is: the old plan runs on.
 */
export function alignPlan(deps: Deps): JobHandler {
  return async (job) => {
    const { orderId } = Payload.parse(job.payload);
    const order = await findOrder(deps.db, orderId);
    if (!order?.stripe_subscription_id || isOver(order)) return DONE;
    const read = await readSubscription(deps, order.stripe_subscription_id);
    if (!read.ok) {
      const { code, says, retryAfterMs } = read.error;
      if (code === "STRIPE_NOT_FOUND") return DONE;
      return { kind: "retry", code, says, ...(retryAfterMs === null ? {} : { at: deps.options.now() + retryAfterMs }) };
    }
    return follow(deps, order, read.value, job.id);
  };
}

const isOver = (order: Order): boolean => order.service_state === "terminated" || order.payment_state === "refunded";

async function follow(deps: Deps, order: Order, facts: SubscriptionFacts, jobId: number): Promise<JobOutcome> {
  const now = deps.options.now();
  if (facts.endedAt !== null || writeLineItems(facts.items) === order.line_items) return settled(deps, order.id);
  const matched = matchPlan(facts.items, await readWholeCatalog(deps.db, order), order.plan_id);
  if (!matched) return unknownPrice(deps, order, facts);
  const target = planTarget(matched);
  if (!target.ok) return refuse(deps, order, { ...target.error, retryAfterMs: null, isLasting: true });
  const moved = await movePlan(deps, order, target.value, { cause: `job:${jobId}`, at: now });
  return moved.ok ? settled(deps, order.id) : refuse(deps, order, moved.error);
}

/** What is sold, and what this order has: a plan that is sold no more is still what it bought. */
async function readWholeCatalog(db: Db, order: Order): Promise<Catalog> {
  const active = await listActivePlans(db);
  const own = active.some(({ id }) => id === order.plan_id) ? undefined : await findPlan(db, order.plan_id);
  const rows = await db.selectFrom("addons").select("spec").execute();
  return {
    plans: own ? [...active, own] : active,
    addons: rows.map(({ spec }) => JSON.parse(spec) as CatalogAddon),
  };
}

const FINDINGS = ["PLAN_CHANGE_REFUSED", "PRICE_UNKNOWN"] as const;

async function settled(deps: Deps, orderId: string): Promise<JobOutcome> {
  await deps.db.transaction().execute(async (tx) => {
    for (const code of FINDINGS) await closeFinding(tx, code, orderId, deps.options.now());
  });
  return DONE;
}

/** The next word about the subscription, or the next import of a catalog that has the Price, is the next try. */
async function unknownPrice(deps: Deps, order: Order, { id, items }: SubscriptionFacts): Promise<JobOutcome> {
  const prices = items.map(({ price, quantity }) => (quantity === 1 ? price : `${price} × ${quantity}`)).join(", ");
  const says = `Subscription ${id} bills ${prices}, and the catalog has no plan of exactly that. The server stays as it is.`;
  await tell(deps, order, "PRICE_UNKNOWN", says, { items });
  return { kind: "retry", code: "PRICE_UNKNOWN", says, at: deps.options.now() + AGAIN_MS };
}

async function refuse(deps: Deps, order: Order, refused: MoveRefused): Promise<JobOutcome> {
  const { code, says, retryAfterMs, isLasting } = refused;
  const now = deps.options.now();
  if (!isLasting) return { kind: "retry", code, says, ...(retryAfterMs === null ? {} : { at: now + retryAfterMs }) };
  await tell(deps, order, "PLAN_CHANGE_REFUSED", `The plan was changed at Stripe, and the server was not. ${says}`, {
    code,
  });
  return { kind: "retry", code, says, at: now + AGAIN_MS };
}

async function tell(deps: Deps, { id }: Order, code: (typeof FINDINGS)[number], says: string, evidence: unknown) {
  const now = deps.options.now();
  await deps.db.transaction().execute((tx) => openFinding(tx, { code, subject: id, says, evidence }, now));
  deps.changes.publish({ topic: "orders", ids: [id] });
}
