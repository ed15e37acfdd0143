import type { Database } from "./open-database.ts";

/** The answer that the first request with a key was given. `created` in epoch seconds. */
export interface KeptAnswer {
  readonly key: string;
  /** Method and path. */
  readonly request: string;
  /** Of the parameters. */
  readonly digest: string;
  readonly request_id: string;
  readonly status: number;
  readonly body: string;
  readonly created: number;
}

const KEPT_FOR = 24 * 3600;

/** Answers by idempotency key, written in the transaction of the request itself and forgotten after 24 hours. */
export class IdempotencyKeys {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  find(key: string, now: number): KeptAnswer | undefined {
    const sql = "SELECT * FROM idempotency_keys WHERE key = ? AND created > ?";
    return this.#db.prepare<[string, number], KeptAnswer>(sql).get(key, now - KEPT_FOR);
  }

  keep(answer: KeptAnswer): void {
    this.#db.prepare("DELETE FROM idempotency_keys WHERE created <= ?").run(answer.created - KEPT_FOR);
    const sql = `INSERT INTO idempotency_keys (key, request, digest, request_id, status, body, created)
      VALUES (@key, @request, @digest, @request_id, @status, @body, @created)`;
    this.#db.prepare(sql).run(answer);
  }
}
