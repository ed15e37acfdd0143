import type { EventEffect } from "../../../shared/contract/event-detail.ts";
import { jobState } from "../orders/order-detail-work.ts";
import type { Db } from "../store/open-store.ts";

/** The job that applies an event: how often it ran, when it began last, and how it stands. */
export type EventJob = Extract<EventEffect, { kind: "job" }> & { readonly attempts: number };

/** A job ends right after its event is settled; so long after, at most. */
const ENDS_WITHIN_MS = 60_000;

/** The job of an event; null where it asked for none, or it was pruned. Ended ones are found by when they ended. */
export async function readEventJob(db: Db, eventId: string, settledAt: number | null): Promise<EventJob | null> {
  const ofEvent = db
    .selectFrom("jobs")
    .select(["id", "state", "attempts", "error", "created_at", "started_at"])
    .where("key", "=", `event:${eventId}`);
  const open = await ofEvent.where("state", "in", ["waiting", "running"]).executeTakeFirst();
  const ended = ofEvent.where("order_id", "is", null).where("finished_at", "is not", null);
  const row =
    open ??
    (settledAt === null
      ? await ended.where("state", "=", "dead").orderBy("finished_at", "desc").executeTakeFirst()
      : await ended
          .where("state", "in", ["done", "dead"])
          .where("finished_at", ">=", settledAt)
          .where("finished_at", "<=", settledAt + ENDS_WITHIN_MS)
          .executeTakeFirst());
  if (!row) return null;
  const state = jobState(row.state, row.attempts, row.error);
  const why = row.error === null || state === "done" ? "." : `: ${row.error}`;
  return {
    kind: "job",
    key: `job ${row.id}`,
    at: row.started_at ?? row.created_at,
    says: `Job process event${ran(row.attempts)}${why}`,
    state,
    orderId: null,
    attempts: row.attempts,
  };
}

/** `, attempt 3`, where it is not the first. */
export const ran = (attempts: number): string => (attempts > 1 ? `, attempt ${attempts}` : "");
