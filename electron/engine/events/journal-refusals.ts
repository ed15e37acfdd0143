import type Sqlite from "better-sqlite3";
import { namesIn } from "./claims.ts";
import type { Arrival, Journaled, Rejected } from "./journal.ts";

/** What of a stranger's body is kept: enough to see what it was, too little to fill a disk. */
const REJECTED_BODY_BYTES = 16 * 1_024;
/** A row that counts is followed by a new one after so long, so that a flood's times can be told. */
const COUNTED_FOR_MS = 10 * 60_000;

/** The statements for refused requests, prepared once. Both run inside the group's transaction. */
export interface Refusals {
  /** Keeps one in full, with its diagnosis. */
  write(arrival: Arrival, verdict: Rejected, at: number): Journaled;
  /** Keeps that there was one more like it: one row a reason and ten minutes. */
  count(arrival: Arrival, verdict: Rejected, at: number): Journaled;
}

export function prepareRefusals(raw: Sqlite.Database): Refusals {
  const insert = raw.prepare(`
    INSERT INTO webhook_requests (received_at, source, method, path, remote_address, headers, body, body_bytes, verdict,
      reason_code, reason, answered_status, answered_at, diagnosis, named_order_id, named_session_id, more, last_at)
    VALUES (@receivedAt, @source, @method, @path, @remoteAddress, @headers, @body, @bodyBytes, 'rejected',
      @code, @says, @status, @at, @diagnosis, @orderId, @sessionId, @more, @lastAt)`);
  const countOn = raw.prepare<[Counted], { id: number }>(`
    UPDATE webhook_requests SET more = more + 1, last_at = @at, reason = (more + 1) || ' more refused like this. ' || @says
    WHERE id = @id AND reason_code = @code AND more > 0 RETURNING id`);
  // The counting row of each reason. Its transaction may have been rolled back: the statement looks before it counts.
  const counting = new Map<string, { readonly id: number; readonly since: number }>();

  const writeRow = (arrival: Arrival, { code, says, status }: Rejected, row: Row, at: number): Journaled => {
    const { lastInsertRowid } = insert.run({ ...arrival, code, says, status, at, ...row });
    return refused(Number(lastInsertRowid));
  };

  return {
    write: (arrival, verdict, at) =>
      writeRow(
        arrival,
        verdict,
        {
          headers: JSON.stringify(arrival.headers),
          body: arrival.body.subarray(0, REJECTED_BODY_BYTES),
          diagnosis: verdict.diagnosis && JSON.stringify(verdict.diagnosis),
          ...namesIn(arrival.body),
          more: 0,
          lastAt: null,
        },
        at,
      ),

    count(arrival, verdict, at) {
      const { code, says } = verdict;
      const known = counting.get(code);
      const going =
        known && at - known.since < COUNTED_FOR_MS ? countOn.get({ id: known.id, code, at, says }) : undefined;
      if (going) return refused(going.id);
      const first = { ...verdict, says: `1 more refused like this. ${says}` };
      const bare = { headers: "{}", body: null, diagnosis: null, orderId: null, sessionId: null, more: 1, lastAt: at };
      const written = writeRow({ ...arrival, bodyBytes: 0 }, first, bare, at);
      counting.set(code, { id: written.journalId, since: at });
      return written;
    },
  };
}

const refused = (journalId: number): Journaled => ({ journalId, verdict: "rejected", asksForWork: false });

interface Counted {
  readonly id: number;
  readonly code: string;
  readonly at: number;
  readonly says: string;
}

interface Row {
  readonly headers: string;
  readonly body: Uint8Array | null;
  readonly diagnosis: string | null;
  readonly orderId: string | null;
  readonly sessionId: string | null;
  readonly more: number;
  readonly lastAt: number | null;
}
