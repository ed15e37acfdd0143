import type Sqlite from "better-sqlite3";
import type { Diagnosis } from "../../../shared/contract/diagnosis.ts";
import type { EventSource } from "../../../shared/contract/states.ts";
import { isHandled } from "./event-types.ts";
import { prepareRefusals } from "./journal-refusals.ts";
import type { ReadEvent } from "./read-event.ts";

/** One arrival as it came: an HTTP request, or an event that catch-up fetched. */
export interface Arrival {
  readonly receivedAt: number;
  readonly source: EventSource;
  readonly method: string;
  readonly path: string;
  readonly remoteAddress: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** How many bytes arrived; more than `body` holds where the body was cut. */
  readonly bodyBytes: number;
}

/** A request that is refused. `counted`: too many were, so that it is only counted, and not diagnosed. */
export interface Rejected {
  readonly kind: "rejected";
  readonly status: 400 | 404 | 413;
  readonly code: string;
  readonly says: string;
  readonly diagnosis: Diagnosis | null;
  readonly counted: boolean;
}

/** What is to be written of an arrival: an event that is for us, one that is kept only, or a refusal. */
export type Verdict =
  | {
      readonly kind: "event";
      readonly event: ReadEvent;
      /** The body as text, read once. */
      readonly payload: string;
      readonly keptOnly: { readonly code: string; readonly says: string } | null;
      /** What is odd about it, where something is. */
      readonly diagnosis?: Diagnosis | null;
    }
  | Rejected;

export interface Journaled {
  readonly journalId: number;
  readonly verdict: "accepted" | "duplicate" | "rejected";
  /** A job was written with it. */
  readonly asksForWork: boolean;
}

/** The ingest path's statements, prepared once. `write` runs inside the group's transaction. */
export interface Journal {
  write(arrival: Arrival, verdict: Verdict, at: number): Journaled;
}

/**
 * Writes arrivals: the request row always; for an event also its one row in `stripe_events_log` and, if it is new and for
 * us, the job that applies it.
 */
export function prepareJournal(raw: Sqlite.Database): Journal {
  const insertRequest = raw.prepare(`
    INSERT INTO webhook_requests (received_at, source, method, path, remote_address, headers, body, body_bytes, verdict,
      event_id, event_type, answered_status, answered_at, diagnosis)
    VALUES (@receivedAt, @source, @method, @path, @remoteAddress, @headers, @body, @bodyBytes, @verdict,
      @eventId, @type, 200, @at, @diagnosis)`);
  const insertEvent = raw.prepare(`
    INSERT INTO stripe_events_log (event_id, type, payload, processed, outcome, reason_code, reason, source, livemode,
      object_id, created_at, received_at, processed_at)
    VALUES (@eventId, @type, @payload, @processed, @outcome, @code, @says, @source, @livemode, @objectId, @createdAt,
      @receivedAt, @processedAt)
    ON CONFLICT (event_id) DO NOTHING`);
  const insertJob = raw.prepare(`
    INSERT INTO jobs (queue, kind, key, payload, state, run_at, created_at)
    VALUES ('events', 'process_event', @key, @payload, 'waiting', @at, @at)
    ON CONFLICT DO NOTHING`);

  const refusals = prepareRefusals(raw);

  return {
    write(arrival, verdict, at) {
      if (verdict.kind === "rejected")
        return verdict.counted ? refusals.count(arrival, verdict, at) : refusals.write(arrival, verdict, at);
      const { event, payload, keptOnly } = verdict;
      const now = at;
      const toApply = !keptOnly && isHandled(event.type);
      const inserted = insertEvent.run({
        eventId: event.eventId,
        type: event.type,
        payload,
        processed: toApply ? 0 : 1,
        outcome: toApply ? "journaled" : "not_ours",
        code: keptOnly?.code ?? null,
        says: keptOnly?.says ?? null,
        source: arrival.source,
        livemode: event.livemode ? 1 : 0,
        objectId: event.objectId,
        createdAt: event.createdAt ?? arrival.receivedAt,
        receivedAt: arrival.receivedAt,
        processedAt: toApply ? null : now,
      });
      const isNew = inserted.changes === 1;
      if (isNew && toApply)
        insertJob.run({ key: `event:${event.eventId}`, payload: JSON.stringify({ eventId: event.eventId }), at: now });
      const { lastInsertRowid } = insertRequest.run({
        ...arrival,
        headers: JSON.stringify(arrival.headers),
        at,
        verdict: isNew ? "accepted" : "duplicate",
        // The first arrival's bytes are the event's payload; a later one may be rendered in another API version.
        body: isNew ? null : arrival.body,
        eventId: event.eventId,
        type: event.type,
        diagnosis: verdict.diagnosis ? JSON.stringify(verdict.diagnosis) : null,
      });
      return {
        journalId: Number(lastInsertRowid),
        verdict: isNew ? "accepted" : "duplicate",
        asksForWork: isNew && toApply,
      };
    },
  };
}
