import type { Selectable } from "kysely";
import type { Deps } from "../deps.ts";
import type { JobOutcome } from "../jobs/job.ts";
import type { Applied } from "../lifecycle/applied.ts";
import type { Db } from "../store/open-store.ts";
import type { StripeEventsLogTable } from "../store/tables/events.ts";
import { type Awaited, holdEvent, isKnownByNow, letGo } from "./held-events.ts";

type Event = Selectable<StripeEventsLogTable>;

/**
 * Writes what became of an event, so that the journal shows it, and answers what its job comes to. `mayAppear`: should its
 * order have appeared while it was looked for, the event is tried again instead of held.
 */
export async function settleEvent(
  deps: Deps,
  event: Event,
  came: Applied,
  job: JobOutcome,
  mayAppear: boolean,
): Promise<JobOutcome> {
  const now = deps.options.now();
  const settled = await deps.db.transaction().execute(async (tx) => {
    const again = mayAppear && (await appeared(tx, came));
    if (!again) await keepNames(tx, event, came, now);
    const row = again ? ({ outcome: "journaled", processed: 0 } as const) : rowOf(came, job);
    await tx
      .updateTable("stripe_events_log")
      .set({ ...row, ...(row.processed === 1 ? { processed_at: now } : {}) })
      .where("id", "=", event.id)
      .execute();
    return again || job;
  });
  await tellJournal(deps, event.event_id);
  return settled;
}

/** Tells consoles that what came of an event changed. */
export async function tellJournal(deps: Deps, eventId: string): Promise<void> {
  const arrivals = await deps.db.selectFrom("webhook_requests").select("id").where("event_id", "=", eventId).execute();
  deps.changes.publish({ topic: "events", ids: arrivals.map(({ id }) => String(id)) });
}

const APPEARED: JobOutcome = {
  kind: "retry",
  code: "ORDER_APPEARED",
  says: "Its order appeared while it was looked for.",
};

/** Between the look for its order and this transaction the order may have been written. */
async function appeared(tx: Db, came: Applied): Promise<JobOutcome | false> {
  const awaited = awaitedBy(came);
  return awaited !== null && (await isKnownByNow(tx, awaited)) && APPEARED;
}

/** An event without an order waits under the names it tells; any other needs none. */
async function keepNames(tx: Db, event: Event, came: Applied, now: number): Promise<void> {
  const awaited = awaitedBy(came);
  if (awaited) await holdEvent(tx, event.event_id, awaited, now);
  else if (came.kind !== "fault") await letGo(tx, [event.event_id]);
}

function awaitedBy(came: Applied): Awaited | null {
  if (came.kind === "held") return { order: came.named, names: came.names };
  return came.kind === "not_ours" ? { order: null, names: came.names ?? [] } : null;
}

function rowOf(came: Applied, job: JobOutcome) {
  switch (came.kind) {
    case "applied":
      return { outcome: "applied", processed: 1, order_id: came.orderId, reason_code: null, reason: null } as const;
    case "not_ours":
      return { outcome: "not_ours", processed: 1, reason_code: came.code, reason: came.says } as const;
    case "held":
      return { outcome: "held", processed: 1, reason_code: came.code, reason: came.says } as const;
    case "refused":
      return {
        outcome: "failed",
        processed: 1,
        order_id: came.orderId,
        reason_code: came.code,
        reason: came.says,
      } as const;
    case "fault": {
      const { code, says } = came.fault;
      const outcome = job.kind === "dead" ? "failed" : "retrying";
      return { outcome, processed: 0, reason_code: code, reason: says } as const;
    }
  }
}
