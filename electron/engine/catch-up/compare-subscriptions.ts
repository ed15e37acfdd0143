import type Stripe from "stripe";
import type { Deps } from "../deps.ts";
import { applySubscription } from "../lifecycle/apply-subscription.ts";
import { type SubscriptionFacts, subscriptionFacts } from "../lifecycle/subscription-facts.ts";
import { writeLineItems } from "../orders/line-items.ts";
import type { Order } from "../orders/order-repository.ts";

/**
 * Compares a page of Subscriptions with the orders here and reads anew those that say something else: a renewal, an end or a
 * pause of which no event told. Answers how many orders went on.
 */
export async function compareSubscriptions(deps: Deps, subscriptions: readonly Stripe.Subscription[]): Promise<number> {
  const livemode = deps.options.env === "live";
  const told = subscriptions.filter((each) => each.livemode === livemode).map((each) => subscriptionFacts(each, []));
  const known = await ordersOf(deps, told);
  let count = 0;
  for (const facts of told) {
    const order = known.get(facts.id);
    if (order && differs(order, facts) && (await applySubscription(deps, facts.id, "clock")).kind === "applied")
      count += 1;
  }
  return count;
}

interface Known {
  readonly order: Order;
  readonly isPaused: boolean;
}

/** The order of each Subscription, by the Subscription's id; an order that was paid and does not know its own, too. */
async function ordersOf({ db }: Deps, told: readonly SubscriptionFacts[]): Promise<Map<string, Known>> {
  if (told.length === 0) return new Map();
  const ids = told.map(({ id }) => id);
  const named = told.flatMap(({ orderId }) => orderId ?? []);
  const orders = await db
    .selectFrom("orders")
    .selectAll()
    .where((eb) =>
      eb.or([eb("stripe_subscription_id", "in", ids), ...(named.length > 0 ? [eb("id", "in", named)] : [])]),
    )
    .execute();
  const paused = await db
    .selectFrom("service_holds")
    .select("order_id")
    .where("reason", "=", "paused")
    .where("source", "in", ids)
    .execute();
  const pausedIds = new Set(paused.map((hold) => hold.order_id));
  const byId = new Map(orders.map((order) => [order.id, order]));
  const bySubscription = new Map(orders.map((order) => [order.stripe_subscription_id, order]));
  return new Map(
    told.flatMap(({ id, orderId }) => {
      const order = bySubscription.get(id) ?? byId.get(orderId ?? "");
      return order ? [[id, { order, isPaused: pausedIds.has(order.id) }] as const] : [];
    }),
  );
}

/** An order that nobody paid yet is its Session's matter; one with another Subscription has been told of already. */
function differs({ order, isPaused }: Known, facts: SubscriptionFacts): boolean {
  if (order.payment_state === "unpaid" || order.payment_state === "processing") return false;
  if (order.stripe_subscription_id !== null && order.stripe_subscription_id !== facts.id) return false;
  return (
    order.stripe_subscription_id !== facts.id ||
    order.subscription_status !== facts.status ||
    (facts.periodEnd !== null && order.current_period_end !== facts.periodEnd) ||
    order.cancel_at !== facts.cancelAt ||
    (facts.isPaused || facts.isCollectionPaused) !== isPaused ||
    (facts.items.length > 0 && order.line_items !== writeLineItems(facts.items))
  );
}
