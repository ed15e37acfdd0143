import { closeFinding } from "../findings/findings.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { NewJob } from "../jobs/job.ts";
import type { Names } from "../lifecycle/applied.ts";
import type { Db } from "../store/open-store.ts";

/** Findings that speak of an order that is not here; they end when it appears. */
export const ABOUT_UNKNOWN_ORDERS = ["PAYMENT_WITHOUT_ORDER", "EVENT_WITHOUT_ORDER"] as const;

/** The job that applies one journaled event. */
export const processJob = (eventId: string, now: number): NewJob => ({
  queue: "events",
  kind: "process_event",
  key: `event:${eventId}`,
  payload: { eventId },
  runAt: now,
});

/** Under what an event's order may appear: the order's own id where the object's metadata tells it, and Stripe's ids. */
export interface Awaited {
  readonly order: string | null;
  readonly names: Names;
}

/** Keeps what an event waits for. Run it in the transaction that settles the event. */
export async function holdEvent(tx: Db, eventId: string, { order, names }: Awaited, now: number): Promise<void> {
  const rows = told([order, ...names]).map((name) => ({
    name,
    event_id: eventId,
    is_order: name === order ? 1 : 0,
    held_at: now,
  }));
  if (rows.length === 0) return;
  await tx
    .insertInto("held_events")
    .values(rows)
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Forgets the names of an event that needs no order any more. */
export async function letGo(tx: Db, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length > 0) await tx.deleteFrom("held_events").where("event_id", "in", eventIds).execute();
}

/**
 * An order appeared, or learned what Stripe calls it: the events that waited under one of `names` are put back to work, and
 * what was reported of them is closed. Run it in the transaction that writes the order or its Session; answers how many
 * events are to be applied, so that the caller wakes the jobs.
 */
export async function releaseHeld(tx: Db, names: Names, now: number): Promise<number> {
  const wanted = told(names);
  if (wanted.length === 0) return 0;
  for (const name of wanted) for (const code of ABOUT_UNKNOWN_ORDERS) await closeFinding(tx, code, name, now);
  const held = await tx.selectFrom("held_events").select("event_id").distinct().where("name", "in", wanted).execute();
  return applyAgain(
    tx,
    held.map((row) => row.event_id),
    now,
  );
}

/** Puts held events back to work, as if they had just been journaled. */
export async function applyAgain(tx: Db, eventIds: readonly string[], now: number): Promise<number> {
  if (eventIds.length === 0) return 0;
  await tx
    .updateTable("stripe_events_log")
    .set({ outcome: "journaled", processed: 0, processed_at: null, reason_code: null, reason: null })
    .where("event_id", "in", eventIds)
    .execute();
  for (const eventId of eventIds) await enqueueJob(tx, processJob(eventId, now), now);
  await letGo(tx, eventIds);
  return eventIds.length;
}

/** Whether an order is known under one of these names by now. */
export async function isKnownByNow(tx: Db, { order: named, names }: Awaited): Promise<boolean> {
  const wanted = told([named, ...names]);
  if (wanted.length === 0) return false;
  const order = await tx
    .selectFrom("orders")
    .select("id")
    .where((eb) =>
      eb.or([
        eb("id", "in", wanted),
        eb("stripe_subscription_id", "in", wanted),
        eb("stripe_payment_intent_id", "in", wanted),
      ]),
    )
    .executeTakeFirst();
  if (order) return true;
  const session = await tx
    .selectFrom("order_sessions")
    .select("id")
    .where("stripe_session_id", "in", wanted)
    .executeTakeFirst();
  return session !== undefined;
}

const told = (names: Names): string[] => [...new Set(names.filter((name) => name !== null && name !== undefined))];
