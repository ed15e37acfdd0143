import type { Selectable } from "kysely";
import type { Deps } from "../deps.ts";
import { openFinding } from "../findings/findings.ts";
import type { JobOutcome } from "../jobs/job.ts";
import type { StripeEventsLogTable } from "../store/tables/events.ts";
import { tellJournal } from "./settle-event.ts";

/**
 * An event that crashed what applies it: tried again while `last` is false, then given up, kept, and reported. The payment
 * it may tell of is not lost by that: catch-up compares Sessions as objects.
 */
export async function settleCrash(
  deps: Deps,
  event: Selectable<StripeEventsLogTable>,
  cause: unknown,
  last: boolean,
): Promise<JobOutcome> {
  const now = deps.options.now();
  const told = cause instanceof Error ? cause.message : String(cause);
  const says = `${event.type} could not be applied: ${told}`;
  const row = { outcome: last ? "failed" : "retrying", reason_code: "EVENT_CRASHED", reason: says } as const;
  const finding = {
    code: "EVENT_FAILED",
    subject: event.event_id,
    says: `${says} It was given up and is kept; nothing else waits for it.`,
    evidence: { event: event.event_id, type: event.type, object: event.object_id },
  };
  await deps.db.transaction().execute(async (tx) => {
    await tx.updateTable("stripe_events_log").set(row).where("id", "=", event.id).execute();
    if (last) await openFinding(tx, finding, now);
  });
  await tellJournal(deps, event.event_id);
  return { kind: last ? "dead" : "retry", code: "EVENT_CRASHED", says };
}
