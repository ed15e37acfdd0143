import { err, ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { applySubscription } from "../lifecycle/apply-subscription.ts";
import { isPaidFor } from "../lifecycle/decide-standing.ts";
import { readSubscription } from "../lifecycle/read-subscription.ts";
import { findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import { type Acting, type ActResult, noOrder, notNow, ofStripe, published } from "./act.ts";
import { cancelUnbilled } from "./cancel-unbilled.ts";
import { cancelUnpaid } from "./cancel-unpaid.ts";

export interface CancelAsked extends Acting {
  /** `never` takes an end back that is set. */
  readonly when: "now" | "period_end" | "never";
}

/** Why an order can't be canceled; null where it can. Pure. */
export function cancelRefusal(order: Order): string | null {
  if (isPaidFor(statesOf(order))) return null;
  if (order.payment_state === "processing")
    return "The customer's bank is at it. Wait for its answer, then cancel or refund.";
  if (order.status === "pending" || order.status === "canceled") return null;
  return order.status === "expired" ? "The payment link expired, so nothing is left to cancel." : "Nothing was sold.";
}

/**
 * Ends an order: an unpaid one's link is closed; a billed one's subscription ends now, at its period's end, or goes on after
 * all; one that nothing bills ends here. What was done already is success.
 */
export async function cancelOrder(deps: Deps, asked: CancelAsked): ActResult {
  const order = await findOrder(deps.db, asked.orderId);
  if (!order) return noOrder(asked.orderId);
  const refusal = cancelRefusal(order);
  if (refusal !== null) return notNow(refusal);
  const done = await cancel(deps, order, asked);
  published(deps, order.id);
  return done;
}

function cancel(deps: Deps, order: Order, asked: CancelAsked): ActResult {
  if (!isPaidFor(statesOf(order))) return cancelUnpaid(deps, order, asked);
  return order.stripe_subscription_id === null
    ? cancelUnbilled(deps, order, asked)
    : cancelSubscription(deps, order, order.stripe_subscription_id, asked);
}

const SAYS = {
  now: "The subscription has ended, and the server is suspended.",
  period_end: "The subscription ends with its period; until then the server runs.",
  never: "The subscription goes on.",
} as const;

async function cancelSubscription(deps: Deps, order: Order, id: string, asked: CancelAsked): ActResult {
  const read = await readSubscription(deps, id);
  if (!read.ok) return err(ofStripe(read.error));
  const { endedAt, cancelAt } = read.value;
  if (endedAt !== null && asked.when !== "now")
    return notNow("The subscription has ended. It can't be taken up again.");
  const isSo = asked.when === "now" ? endedAt !== null : (cancelAt !== null) === (asked.when === "period_end");
  const act = { at: deps.options.now(), actor: asked.operator, act: "cancel_order", subject: order.id };
  await recordAct(deps.db, {
    ...act,
    before: { ...statesOf(order), cancelAt },
    after: { when: asked.when },
    reason: asked.reason,
  });
  const changed = isSo ? null : await change(deps, order, id, asked.when);
  if (changed) return err(changed);
  const came = await applySubscription(deps, id, `operator:${asked.operator}`);
  return came.kind === "fault" ? err(ofStripe(came.fault)) : ok({ orderId: order.id, says: SAYS[asked.when] });
}

async function change(deps: Deps, order: Order, id: string, when: CancelAsked["when"]) {
  if (when === "now") {
    const canceled = await deps.stripe.cancelSubscription(id);
    return canceled.ok || canceled.error.code === "STRIPE_NOT_FOUND" ? null : ofStripe(canceled.error);
  }
  // The version moves with each change of the order, so that "end", "go on", "end" are three calls and a repeated one is one.
  const params = { cancel_at_period_end: when === "period_end" };
  const updated = await deps.stripe.updateSubscription(id, params, `cancel:${order.id}:${when}:${order.version}`);
  return updated.ok ? null : ofStripe(updated.error);
}
