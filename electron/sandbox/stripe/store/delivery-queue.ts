import type { Database } from "./open-database.ts";

/** One event on its way to one endpoint. Times are epoch milliseconds. */
export interface Delivery {
  readonly seq: number;
  readonly event_id: string;
  readonly endpoint_id: string;
  /** The exact text that is posted and signed, the same at every attempt. */
  readonly payload: string;
  readonly state: "pending" | "delivered" | "failed" | "dropped";
  readonly attempts: number;
  readonly created_at: number;
  readonly next_attempt_at: number;
  readonly last_attempt_at: number | null;
  readonly last_outcome: string | null;
}

/** What an attempt led to. */
export interface Attempted {
  readonly state: Delivery["state"];
  readonly outcome: string;
  readonly at: number;
  readonly nextAttemptAt: number;
}

/** The deliveries, kept in the transaction that emits their event, so that neither is ever without the other. */
export class DeliveryQueue {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(delivery: Pick<Delivery, "event_id" | "endpoint_id" | "payload" | "created_at">): void {
    const sql = `INSERT INTO deliveries (event_id, endpoint_id, payload, state, created_at, next_attempt_at)
      VALUES (@event_id, @endpoint_id, @payload, 'pending', @created_at, @created_at)`;
    this.#db.prepare(sql).run(delivery);
  }

  /** What can be attempted at `now`, longest due first, leaving out those of `waiting` endpoints and `busy` ones. */
  due(now: number, limit: number, waiting: readonly string[], busy: readonly number[]): Delivery[] {
    const sql = `SELECT * FROM deliveries WHERE state = 'pending' AND next_attempt_at <= ?
      AND endpoint_id NOT IN (SELECT value FROM json_each(?)) AND seq NOT IN (SELECT value FROM json_each(?))
      ORDER BY next_attempt_at, seq LIMIT ?`;
    const rows = this.#db.prepare<unknown[], Delivery>(sql);
    return rows.all(now, JSON.stringify(waiting), JSON.stringify(busy), limit);
  }

  /** When the next pending delivery can be attempted, undefined where none is. */
  nextDueAt(waiting: readonly string[], busy: readonly number[]): number | undefined {
    const sql = `SELECT min(next_attempt_at) AS at FROM deliveries WHERE state = 'pending'
      AND endpoint_id NOT IN (SELECT value FROM json_each(?)) AND seq NOT IN (SELECT value FROM json_each(?))`;
    const row = this.#db.prepare<unknown[], { at: number | null }>(sql);
    return row.get(JSON.stringify(waiting), JSON.stringify(busy))?.at ?? undefined;
  }

  record(seq: number, { state, outcome, at, nextAttemptAt }: Attempted): void {
    const sql = `UPDATE deliveries SET state = ?, attempts = attempts + 1, last_attempt_at = ?, last_outcome = ?,
      next_attempt_at = ? WHERE seq = ?`;
    this.#db.prepare(sql).run(state, at, outcome, nextAttemptAt, seq);
  }

  /** The endpoint is gone: nothing more is sent to it. */
  dropOf(endpointId: string): void {
    const sql = "UPDATE deliveries SET state = 'dropped' WHERE endpoint_id = ? AND state = 'pending'";
    this.#db.prepare(sql).run(endpointId);
  }

  /** How many of an endpoint's deliveries are in which state. */
  countOf(endpointId: string): Readonly<Record<Delivery["state"], number>> {
    const sql = "SELECT state, count(*) AS count FROM deliveries WHERE endpoint_id = ? GROUP BY state";
    const rows = this.#db.prepare<[string], { state: Delivery["state"]; count: number }>(sql).all(endpointId);
    const none = { delivered: 0, dropped: 0, failed: 0, pending: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }

  /** The newest deliveries to an endpoint, at most `limit`. */
  ofEndpoint(endpointId: string, limit: number): Delivery[] {
    const sql = "SELECT * FROM deliveries WHERE endpoint_id = ? ORDER BY seq DESC LIMIT ?";
    return this.#db.prepare<[string, number], Delivery>(sql).all(endpointId, limit);
  }

  /** The newest deliveries of all, with their events' types. */
  newest(limit: number): (Delivery & { readonly type: string })[] {
    const sql = `SELECT d.*, e.type FROM deliveries d JOIN events e ON e.id = d.event_id ORDER BY d.seq DESC LIMIT ?`;
    return this.#db.prepare<[number], Delivery & { type: string }>(sql).all(limit);
  }

  ofEvent(eventId: string): Delivery[] {
    const sql = "SELECT * FROM deliveries WHERE event_id = ? ORDER BY seq";
    return this.#db.prepare<[string], Delivery>(sql).all(eventId);
  }
}
