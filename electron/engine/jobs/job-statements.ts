import type Sqlite from "better-sqlite3";

/** A row of `jobs` as a claim returns it. */
export interface ClaimedRow {
  readonly id: number;
  readonly queue: string;
  readonly kind: string;
  readonly key: string | null;
  readonly payload: string;
  readonly attempts: number;
  readonly order_id: string | null;
}

/** What a run came to, ready to be written. Times are epoch ms. */
export interface SettledRow {
  readonly id: number;
  readonly orderId: string | null;
  readonly state: "waiting" | "done" | "dead";
  readonly runAt: number;
  readonly at: number;
  readonly code: string | null;
  readonly error: string | null;
}

export interface JobStatements {
  readonly claim: Sqlite.Statement<[Record<string, unknown>], ClaimedRow>;
  readonly settle: Sqlite.Statement<[SettledRow]>;
  readonly renew: Sqlite.Statement<[number, number]>;
  readonly reclaim: Sqlite.Statement<[Record<string, unknown>]>;
  readonly nextAt: Sqlite.Statement<[string], { at: number | null }>;
}

/** The queue's hot statements, prepared once: a claim and a settlement are some 20 µs each. */
export function prepareJobStatements(raw: Sqlite.Database): JobStatements {
  return {
    claim: raw.prepare<[Record<string, unknown>], ClaimedRow>(`
      UPDATE jobs SET state = 'running', attempts = attempts + 1, lease_owner = @owner, lease_until = @leaseUntil, started_at = @now
      WHERE id IN (
        SELECT id FROM jobs WHERE queue = @queue AND state = 'waiting' AND run_at <= @now
        ORDER BY priority DESC, run_at, id LIMIT @slots)
      RETURNING id, queue, kind, key, payload, attempts, order_id`),
    // Asked for again while it ran: what it read may be old, so it goes back to waiting instead of ending.
    settle: raw.prepare<[SettledRow]>(`
      UPDATE jobs SET
        state = CASE WHEN again = 1 THEN 'waiting' ELSE @state END,
        run_at = CASE WHEN again = 1 THEN @at ELSE @runAt END,
        attempts = CASE WHEN again = 1 THEN 0 ELSE attempts END,
        again = 0, lease_owner = NULL, lease_until = NULL,
        error_code = @code, error = @error,
        finished_at = CASE WHEN again = 0 AND @state <> 'waiting' THEN @at END
      WHERE id = @id`),
    renew: raw.prepare<[number, number]>(`UPDATE jobs SET lease_until = ? WHERE id = ? AND state = 'running'`),
    reclaim: raw.prepare<[Record<string, unknown>]>(`
      UPDATE jobs SET state = 'waiting', run_at = @now, lease_owner = NULL, lease_until = NULL
      WHERE state = 'running' AND (lease_owner <> @owner OR lease_until < @now)`),
    nextAt: raw.prepare<[string], { at: number | null }>(
      `SELECT min(run_at) AS at FROM jobs WHERE queue = ? AND state = 'waiting'`,
    ),
  };
}
