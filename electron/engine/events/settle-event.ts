import type { Selectable } from "kysely";
import type { Deps } from "../deps.ts";
import type { JobOutcome } from "../jobs/job.ts";
import type { Applied } from "../lifecycle/applied.ts";
import type { StripeEventsLogTable } from "../store/tables/events.ts";

/** Writes what became of an event, so that the journal shows it, and hands the job's outcome through. */
export async function settleEvent(
  deps: Deps,
  event: Selectable<StripeEventsLogTable>,
  came: Applied,
  job: JobOutcome,
): Promise<JobOutcome> {
  const now = deps.options.now();
  const row = rowOf(came, job);
  await deps.db
    .updateTable("stripe_events_log")
    .set({ ...row, ...(row.processed === 1 ? { processed_at: now } : {}) })
    .where("id", "=", event.id)
    .execute();
  const arrivals = await deps.db
    .selectFrom("webhook_requests")
    .select("id")
    .where("event_id", "=", event.event_id)
    .execute();
  deps.changes.publish({ topic: "events", ids: arrivals.map(({ id }) => String(id)) });
  return job;
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
