import type Stripe from "stripe";
import { type Selectable, sql } from "kysely";
import { releaseHeld } from "../events/held-events.ts";
import { idOf } from "../stripe/stripe-reads.ts";
import type { Db } from "../store/open-store.ts";
import type { OrderSessionsTable } from "../store/tables/orders.ts";

export type OrderSession = Selectable<OrderSessionsTable>;

/**
 * Writes what Stripe says of a Session, whether it is new to us or not. `askedAt` (epoch ms) is when Stripe said it. Events
 * that waited for this order are put back to work: whoever commits wakes the jobs.
 */
export async function saveSession(
  tx: Db,
  orderId: string,
  session: Stripe.Checkout.Session,
  askedAt: number,
): Promise<void> {
  const told = {
    status: session.status ?? "open",
    payment_status: session.payment_status,
    url: session.url,
    metadata_order_id: session.metadata?.["order_id"] ?? null,
    amount_subtotal: session.amount_subtotal ?? null,
    currency: session.currency ?? null,
    expires_at: (session.expires_at ?? 0) * 1_000,
    asked_at: askedAt,
  };
  // When it changed at Stripe, not when it was last asked: how long a webhook is overdue counts from here.
  const changedAt = sql<number>`case when order_sessions.status = ${told.status}
    and order_sessions.payment_status = ${told.payment_status} then order_sessions.updated_at else ${askedAt} end`;
  await tx
    .insertInto("order_sessions")
    .values({ ...told, order_id: orderId, stripe_session_id: session.id, created_at: askedAt, updated_at: askedAt })
    // An answer that was asked for earlier must not overwrite a later one.
    .onConflict((c) =>
      c
        .column("stripe_session_id")
        .doUpdateSet({ ...told, updated_at: changedAt })
        .where("order_sessions.asked_at", "<=", askedAt),
    )
    .execute();
  await releaseHeld(tx, [orderId, session.id, idOf(session.subscription), idOf(session.payment_intent)], askedAt);
}

export const latestSession = (db: Db, orderId: string): Promise<OrderSession | undefined> =>
  db.selectFrom("order_sessions").selectAll().where("order_id", "=", orderId).orderBy("id", "desc").executeTakeFirst();
