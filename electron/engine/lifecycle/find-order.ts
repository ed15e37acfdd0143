import type { Db } from "../store/open-store.ts";
import { findOrder, type Order } from "../orders/order-repository.ts";

/** What leads from a Stripe object to an order, in the order it is tried. */
export interface OrderTrail {
  readonly metadataOrderId?: string | null | undefined;
  readonly sessionId?: string | null;
  readonly subscriptionId?: string | null;
  readonly paymentIntentId?: string | null;
}

/** The order that a Stripe object belongs to, by whatever of it is known here. */
export async function findOrderByTrail(db: Db, trail: OrderTrail): Promise<Order | undefined> {
  if (trail.metadataOrderId) {
    const order = await findOrder(db, trail.metadataOrderId);
    if (order) return order;
  }
  if (trail.sessionId) {
    const session = await db
      .selectFrom("order_sessions")
      .select("order_id")
      .where("stripe_session_id", "=", trail.sessionId)
      .executeTakeFirst();
    if (session) return findOrder(db, session.order_id);
  }
  return (
    (await findBy(db, "stripe_subscription_id", trail.subscriptionId)) ??
    findBy(db, "stripe_payment_intent_id", trail.paymentIntentId)
  );
}

async function findBy(
  db: Db,
  column: "stripe_subscription_id" | "stripe_payment_intent_id",
  value: string | null | undefined,
): Promise<Order | undefined> {
  if (!value) return undefined;
  return db.selectFrom("orders").selectAll().where(column, "=", value).executeTakeFirst();
}
