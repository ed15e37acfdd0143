import type { Result } from "../../../shared/kernel/result.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { closeFinding, listOpenFindings, openFinding } from "../findings/findings.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { writeLineItems } from "../orders/line-items.ts";
import type { RefusedTransition } from "../orders/order-machines.ts";
import { type Order, type OrderChanged, patchOrder } from "../orders/order-repository.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import type { Db } from "../store/open-store.ts";
import { alignPlanJob } from "./align-plan-job.ts";
import { isPaidFor } from "./decide-standing.ts";
import { keepHold } from "./holds.ts";
import { statesOf } from "../orders/order-repository.ts";
import { type By, settleOrder } from "./settle-order.ts";
import { openOnce } from "./open-once.ts";
import { graceEnd, heldUnpaidSince, type SubscriptionFacts } from "./subscription-facts.ts";

/**
 * Writes what Stripe says of an order's Subscription and settles the order by it. `before` is the order as the transaction
 * found it, `order` as it is by now. A second Subscription of the same order moves nothing; one that bills is a finding.
 */
export async function writeSubscription(
  tx: Db,
  before: Order,
  order: Order,
  facts: SubscriptionFacts,
  by: By,
): Promise<Result<Order, RefusedTransition | OrderChanged>> {
  if (order.stripe_subscription_id !== null && order.stripe_subscription_id !== facts.id) {
    await tellSecond(tx, order, facts, by.at);
    return settleOrder(tx, before, order, by);
  }
  await writeHolds(tx, order, facts, by.at);
  const patched = await patchFacts(tx, order, facts, by.at);
  if (!patched.ok) return patched;
  if (wantsOtherPlan(patched.value, facts) || (await waitsForPlan(tx, order.id)))
    await enqueueJob(tx, alignPlanJob(order.id, by.at), by.at);
  const settled = await settleOrder(tx, before, patched.value, by);
  if (settled.ok) await tellRenewal(tx, settled.value, by.at);
  return settled;
}

async function writeHolds(tx: Db, { id }: Order, facts: SubscriptionFacts, now: number): Promise<void> {
  const settings = await lifeSettings(tx);
  const hold = { order_id: id, source: facts.id };
  const since = facts.endedAt ?? now;
  await keepHold(tx, facts.endedAt !== null, { ...hold, reason: "ended", since, says: "The subscription ended." });
  const isPaused = facts.isPaused || (facts.isCollectionPaused && settings.onPausedCollection === "suspend");
  await keepHold(tx, isPaused, { ...hold, reason: "paused", since: now, says: "The subscription is paused." });
  const unpaid = heldUnpaidSince(facts, settings, now);
  const says = "The renewal was not paid.";
  await keepHold(tx, unpaid !== null, { ...hold, reason: "unpaid", since: unpaid ?? now, says });
}

async function patchFacts(tx: Db, order: Order, facts: SubscriptionFacts, now: number) {
  const patch = {
    stripe_subscription_id: facts.id,
    stripe_customer_id: order.stripe_customer_id ?? facts.customerId,
    subscription_status: facts.status,
    current_period_end: facts.periodEnd ?? order.current_period_end,
    past_due_since: facts.pastDueSince,
    cancel_at: facts.cancelAt,
    // An order from before they were noted: what is billed now is what was sold.
    line_items: order.line_items ?? (facts.items.length > 0 ? writeLineItems(facts.items) : null),
  };
  const isKnown = (Object.keys(patch) as (keyof typeof patch)[]).every((name) => order[name] === patch[name]);
  return isKnown ? ok(order) : patchOrder(tx, order, patch, now);
}

const wantsOtherPlan = (order: Order, { endedAt, items }: SubscriptionFacts): boolean =>
  endedAt === null &&
  items.length > 0 &&
  isPaidFor(statesOf(order)) &&
  order.line_items !== null &&
  order.line_items !== writeLineItems(items);

/** A change that was refused is looked at again with the next word: it may have been taken back. */
async function waitsForPlan(tx: Db, orderId: string): Promise<boolean> {
  const open = await listOpenFindings(tx, { subject: orderId });
  return open.some(({ code }) => code === "PLAN_CHANGE_REFUSED" || code === "PRICE_UNKNOWN");
}

async function tellRenewal(tx: Db, order: Order, now: number): Promise<void> {
  const since = order.past_due_since;
  if (since === null || order.service_state !== "past_due") {
    await closeFinding(tx, "RENEWAL_FAILED", order.id, now);
    return;
  }
  const ends = new Date(graceEnd(since, await lifeSettings(tx))).toISOString().slice(0, 10);
  const says = `A renewal was not paid. The server runs until ${ends}, then it is suspended until the payment arrives.`;
  await openFinding(tx, { code: "RENEWAL_FAILED", subject: order.id, says, evidence: { since } }, now);
}

async function tellSecond(tx: Db, order: Order, { id, endedAt }: SubscriptionFacts, now: number): Promise<void> {
  if (endedAt !== null) {
    await closeFinding(tx, "SECOND_SUBSCRIPTION", order.id, now);
    return;
  }
  const says = `Subscription ${id} names this order too, beside ${order.stripe_subscription_id}. The customer may be billed twice. Cancel one of them.`;
  await openOnce(tx, { code: "SECOND_SUBSCRIPTION", subject: order.id, says, evidence: { subscription: id } }, now);
}
