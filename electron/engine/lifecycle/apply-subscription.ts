import type Stripe from "stripe";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { OrderChange } from "../orders/order-machines.ts";
import { type Cause, changeOrder, type Order, patchOrder, statesOf } from "../orders/order-repository.ts";
import { suspendJob } from "../provisioning/suspend-job.ts";
import type { Db } from "../store/open-store.ts";
import { type Applied, faulted, orderUnknown } from "./applied.ts";
import { changeWithRetry } from "./change-with-retry.ts";
import { decideSubscription } from "./decide-subscription.ts";
import { findOrderByTrail } from "./find-order.ts";

/** Reads the Subscription from Stripe now and applies what it says. */
export async function applySubscription(deps: Deps, subscriptionId: string, cause: Cause): Promise<Applied> {
  const read = await deps.stripe.getSubscription(subscriptionId);
  if (!read.ok) return faulted(read.error);
  const subscription = read.value;
  const trail = { metadataOrderId: subscription.metadata?.["order_id"], subscriptionId };
  const found = await findOrderByTrail(deps.db, trail);
  if (!found) return orderUnknown(trail.metadataOrderId, "No order here has this subscription.", [subscriptionId]);
  const outcome = await changeWithRetry(deps, found.id, (tx, order) =>
    decideAndWrite(tx, deps, order, subscription, cause),
  );
  deps.wakeJobs();
  return outcome;
}

async function decideAndWrite(tx: Db, deps: Deps, order: Order, subscription: Stripe.Subscription, cause: Cause) {
  const now = deps.options.now();
  const patch = { stripe_subscription_id: subscription.id, current_period_end: periodEndOf(subscription) };
  const change = decideSubscription(statesOf(order), subscription);
  if (change) {
    const changed = await changeOrder(tx, order, change, { cause, at: now }, patch);
    if (changed.ok && stopsService(change)) await enqueueJob(tx, suspendJob(order.id, now), now);
    return changed;
  }
  const known =
    order.stripe_subscription_id === patch.stripe_subscription_id &&
    order.current_period_end === patch.current_period_end;
  return known ? null : patchOrder(tx, order, patch, now);
}

const stopsService = (change: OrderChange) => change === "subscription_ended";

/** The period's end stands on the items since 2025; the latest of them, in epoch ms. */
function periodEndOf(subscription: Stripe.Subscription): number | null {
  const ends = (subscription.items?.data ?? [])
    .map((item) => item.current_period_end)
    .filter((end) => typeof end === "number");
  return ends.length > 0 ? Math.max(...ends) * 1_000 : null;
}
