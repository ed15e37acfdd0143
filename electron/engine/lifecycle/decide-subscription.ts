import type { OrderChange, OrderStates } from "../orders/order-machines.ts";

/** What of a Subscription is decided by; Stripe's names, Stripe's values. */
export interface SubscriptionFacts {
  readonly status: string;
  readonly cancel_at_period_end: boolean;
  /** Epoch seconds; either it or `cancel_at_period_end` means that the end is set. */
  readonly cancel_at: number | null;
}

const ENDED = new Set(["canceled", "unpaid", "incomplete_expired"]);

/** What a Subscription, as Stripe tells it now, means for its order; null where nothing is to change. Pure. */
export function decideSubscription(order: OrderStates, subscription: SubscriptionFacts): OrderChange | null {
  if (ENDED.has(subscription.status)) return decideEnded(order);
  if (subscription.status === "past_due")
    return order.serviceState === "active" || order.serviceState === "canceling" ? "renewal_failed" : null;
  if (subscription.status !== "active" && subscription.status !== "trialing") return null;
  if (order.serviceState === "past_due") return "renewal_paid";
  const ending = subscription.cancel_at_period_end || subscription.cancel_at !== null;
  if (ending && order.serviceState === "active") return "cancel_scheduled";
  return !ending && order.serviceState === "canceling" ? "cancel_undone" : null;
}

/** An order that never was paid is left to its Session; what runs is stopped, what was not made yet is not made. */
function decideEnded({ status, paymentState, serviceState }: OrderStates): OrderChange | null {
  if (paymentState === "unpaid" || paymentState === "processing") return null;
  const runs = serviceState === "active" || serviceState === "past_due" || serviceState === "canceling";
  const waits = status === "paid" || status === "provisioning" || status === "error";
  return runs || waits ? "subscription_ended" : null;
}
