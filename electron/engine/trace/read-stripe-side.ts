import { sql } from "kysely";
import type { Db } from "../store/open-store.ts";
import { type EventFact, paidAtStripe, type SessionFact } from "./trace-facts.ts";

const PAYING_TYPES = ["checkout.session.completed", "checkout.session.async_payment_succeeded"];

export interface StripeSide {
  readonly sessions: ReadonlyMap<string, SessionFact>;
  readonly events: ReadonlyMap<string, EventFact>;
}

/** Sessions and paying events of the orders, by order id. */
export async function readStripeSide(db: Db, orderIds: readonly string[]): Promise<StripeSide> {
  const sessions = await readSessions(db, orderIds);
  return { sessions, events: await readPayingEvents(db, orderIds, sessions) };
}

/** The Session that was paid, else the newest. */
async function readSessions(db: Db, orderIds: readonly string[]): Promise<Map<string, SessionFact>> {
  const rows = await db
    .selectFrom("order_sessions")
    .selectAll()
    .where("order_id", "in", orderIds)
    .orderBy("id")
    .execute();
  const chosen = new Map<string, SessionFact>();
  for (const row of rows) if (!paidAtStripe(chosen.get(row.order_id) ?? null)) chosen.set(row.order_id, row);
  return chosen;
}

async function readPayingEvents(
  db: Db,
  orderIds: readonly string[],
  sessions: ReadonlyMap<string, SessionFact>,
): Promise<Map<string, EventFact>> {
  const notPaying = await readEventsOfPendingPayments(db, orderIds);
  const orderOf = new Map([...sessions].map(([orderId, session]) => [session.stripe_session_id, orderId]));
  const rows = [...(await eventsOfOrders(db, orderIds)), ...(await eventsNotAppliedYet(db, [...orderOf.keys()]))];
  const paying = new Map<string, EventFact>();
  for (const { order_id: orderId, object_id: objectId, ...row } of rows) {
    const order = orderId ?? orderOf.get(objectId ?? "");
    if (order && !notPaying.has(row.eventId)) paying.set(order, row);
  }
  return paying;
}

const payingEvents = (db: Db) =>
  db
    .selectFrom("stripe_events_log")
    .select(["order_id", "object_id", "event_id as eventId", "type", "outcome", "reason", "source"])
    .select(["created_at as createdAt", "received_at as receivedAt"])
    // The plus keeps SQLite from the index by type: every purchase has this type, an order has a handful of events.
    .where(sql<string>`+type`, "in", PAYING_TYPES)
    .orderBy("id");

const eventsOfOrders = (db: Db, orderIds: readonly string[]) =>
  payingEvents(db).where("order_id", "in", orderIds).execute();

/** An event learns its order when it is applied; until then its Session leads to it. */
const eventsNotAppliedYet = (db: Db, sessionIds: readonly string[]) =>
  payingEvents(db)
    .where("outcome", "in", ["journaled", "retrying", "failed", "held"])
    .where("order_id", "is", null)
    .where("object_id", "in", sessionIds)
    .execute();

/** `checkout.session.completed` of a slow payment tells that the customer is done, not that money came. */
async function readEventsOfPendingPayments(db: Db, orderIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom("order_history")
    .select("cause")
    .where("order_id", "in", orderIds)
    .where("change", "=", "payment_processing")
    .execute();
  return new Set(rows.map(({ cause }) => cause.replace(/^event:/, "")));
}
