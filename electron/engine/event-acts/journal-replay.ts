import { applyAgain } from "../events/held-events.ts";
import { isHandled } from "../events/event-types.ts";
import type { Db } from "../store/open-store.ts";
import type { Replayable } from "./find-replayable.ts";

/** Who replays what, and when (epoch ms). */
export interface ReplayOf extends Pick<Replayable, "event" | "payload"> {
  readonly operator: string;
  readonly at: number;
  /** `/replay/<entry>` of one that was asked for by hand, `/replays/<run>` of one among many. */
  readonly path: string;
}

/**
 * Journals a replay as an arrival of its own and puts the event back to work. Run it in the transaction that audits it; answers
 * the new entry's id, and whoever commits wakes the jobs.
 */
export async function journalReplay(tx: Db, { event, payload, operator, at, path }: ReplayOf): Promise<number> {
  await keepEvent(tx, { event, payload, at });
  const { id } = await tx
    .insertInto("webhook_requests")
    .values({
      received_at: at,
      source: "replay",
      method: "REPLAY",
      path,
      remote_address: null,
      headers: JSON.stringify({ "x-waybill-operator": operator }),
      body: null,
      body_bytes: Buffer.byteLength(payload),
      verdict: "accepted",
      reason_code: null,
      reason: null,
      event_id: event.eventId,
      event_type: event.type,
      answered_status: 200,
      answered_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await applyAgain(tx, [event.eventId], at);
  return id;
}

/** An event that was only ever refused is not in the log yet. */
async function keepEvent(tx: Db, { event, payload, at }: Pick<ReplayOf, "event" | "payload" | "at">): Promise<void> {
  await tx
    .insertInto("stripe_events_log")
    .values({
      event_id: event.eventId,
      type: event.type,
      payload,
      outcome: isHandled(event.type) ? "journaled" : "not_ours",
      source: "replay",
      livemode: event.livemode ? 1 : 0,
      object_id: event.objectId,
      created_at: event.createdAt ?? at,
      received_at: at,
    })
    .onConflict((c) => c.column("event_id").doNothing())
    .execute();
}
