import type Stripe from "stripe";
import type { Order, OrderPatch } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { idOf } from "../stripe/stripe-reads.ts";

/** What the paid Session tells of the buyer and of what bills next. */
export function paidPatch(order: Order, session: Stripe.Checkout.Session, now: number): OrderPatch {
  return {
    paid_at: now,
    customer_email: session.customer_details?.email ?? session.customer_email ?? order.customer_email,
    customer_name: session.customer_details?.name ?? order.customer_name,
    stripe_customer_id: idOf(session.customer),
    stripe_subscription_id: idOf(session.subscription),
    stripe_payment_intent_id: idOf(session.payment_intent),
  };
}

/** Keeps what a paid order tells of its customer. */
export async function keepCustomer(tx: Db, order: Order, now: number): Promise<void> {
  const told = { email: order.customer_email, stripe_customer_id: order.stripe_customer_id, updated_at: now };
  await tx
    .insertInto("customers")
    .values({ user_id: order.user_id, created_at: now, ...told })
    .onConflict((c) => c.column("user_id").doUpdateSet(told))
    .execute();
}
