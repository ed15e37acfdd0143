import type { SameObject } from "../../../shared/contract/event-detail.ts";
import type { Db } from "../store/open-store.ts";

/** So many events before and after are looked through where no order tells which ones to look at. */
const NEIGHBOURS = 5_000;

export interface Placed {
  readonly id: number;
  readonly object_id: string | null;
  readonly order_id: string | null;
}

/**
 * Where an event stands among those about the same object. An order's are all found; of an object that belongs to none, those
 * within some thousand entries of this one. Null where it is the only one.
 */
export async function readSameObject(db: Db, event: Placed): Promise<SameObject | null> {
  const { id, object_id: objectId, order_id: orderId } = event;
  if (objectId === null) return null;
  const about = db.selectFrom("stripe_events_log").select(["id", "event_id"]).where("object_id", "=", objectId);
  const near = orderId
    ? about.where("order_id", "=", orderId)
    : about.where("id", ">=", id - NEIGHBOURS).where("id", "<=", id + NEIGHBOURS);
  const rows = await near.orderBy("created_at").orderBy("id").execute();
  const at = rows.findIndex((row) => row.id === id);
  if (rows.length < 2 || at === -1) return null;
  const entryOf = (row: { readonly event_id: string } | undefined) => (row ? firstArrival(db, row.event_id) : null);
  return {
    position: at + 1,
    total: rows.length,
    previous: await entryOf(rows[at - 1]),
    next: await entryOf(rows[at + 1]),
  };
}

/** The journal's number of an event's first arrival. */
async function firstArrival(db: Db, eventId: string): Promise<number | null> {
  const row = await db
    .selectFrom("webhook_requests")
    .select("id")
    .where("event_id", "=", eventId)
    .orderBy("id")
    .executeTakeFirst();
  return row?.id ?? null;
}
