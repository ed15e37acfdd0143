import type Stripe from "stripe";
import type { Order } from "../orders/order-repository.ts";
import type { Offer } from "./offer.ts";

/** How long a payment link stays good: Stripe's longest. Capacity is reserved meanwhile. */
export const SESSION_LIFE_S = 24 * 3_600;

/** What the order's own purchase metadata says, on whatever Stripe makes of it. */
export const orderMetadata = (order: Order) => ({
  order_id: order.id,
  user_id: order.user_id,
  item_type: order.item_type,
  plan_id: order.plan_id,
  term: order.term,
  region: order.region,
  server_name: order.server_name,
  addons: order.addons,
});

interface SessionTerms {
  readonly publicUrl: string;
  readonly nowS: number;
  /** Whether an expired Session offers to be taken up again; what comes of that is the same order's. */
  readonly recoverSessions: boolean;
}

/**
 * The Checkout Session that sells `order`. The metadata stands on the Session and on its Subscription, so that either
 * alone leads back to the order.
 */
export function sessionParams(
  order: Order,
  offer: Offer,
  { publicUrl, nowS, recoverSessions }: SessionTerms,
): Stripe.Checkout.SessionCreateParams {
  const metadata = orderMetadata(order);
  const customer = order.stripe_customer_id
    ? { customer: order.stripe_customer_id }
    : order.customer_email
      ? { customer_email: order.customer_email }
      : {};
  return {
    mode: "subscription",
    line_items: offer.lineItems.map(({ price, quantity }) => ({ price, quantity })),
    client_reference_id: order.id,
    metadata,
    subscription_data: { metadata, ...(order.trial_days > 0 ? { trial_period_days: order.trial_days } : {}) },
    success_url: `${publicUrl}/success?order_id=${order.id}&session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${publicUrl}/cancel?order_id=${order.id}`,
    expires_at: nowS + SESSION_LIFE_S,
    ...(recoverSessions ? { after_expiration: { recovery: { enabled: true } } } : {}),
    ...customer,
  };
}
