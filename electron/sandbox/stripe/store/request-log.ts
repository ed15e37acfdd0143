import type { Database } from "./open-database.ts";

/** One request as the dashboard shows it. */
export interface LoggedRequest {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Its query or form, as it came. */
  readonly params: string;
  /** What may be shown of the key. */
  readonly key_hint: string;
  readonly idempotency_key: string | null;
  /** The `Stripe-Version` that was asked for. */
  readonly version: string | null;
  readonly agent: string;
  readonly status: number;
  readonly answer: string;
  readonly took_ms: number;
}

type RequestLine = Pick<LoggedRequest, "at" | "method" | "path" | "status" | "took_ms"> & { readonly seq: number };

const KEPT = 1000;
const LONGEST = 20_000;

/** The newest requests; those before are forgotten. */
export class RequestLog {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Remembers a request; one that is answered after the file was closed is not. */
  add(request: LoggedRequest): void {
    if (!this.#db.open) return;
    const sql = `INSERT INTO requests
      (id, at, method, path, params, key_hint, idempotency_key, version, agent, status, answer, took_ms) VALUES
      (@id, @at, @method, @path, @params, @key_hint, @idempotency_key, @version, @agent, @status, @answer, @took_ms)`;
    const { params, answer } = request;
    const row = { ...request, params: cut(params), answer: cut(answer) };
    const { lastInsertRowid } = this.#db.prepare(sql).run(row);
    this.#db.prepare("DELETE FROM requests WHERE seq <= ?").run(Number(lastInsertRowid) - KEPT);
  }

  find(id: string): LoggedRequest | undefined {
    return this.#db.prepare<[string], LoggedRequest>("SELECT * FROM requests WHERE id = ?").get(id);
  }

  /** The newest first; only those that were refused, where that is asked for. */
  list(limit: number, refusedOnly: boolean): LoggedRequest[] {
    const sql = `SELECT * FROM requests WHERE status >= ? ORDER BY seq DESC LIMIT ?`;
    return this.#db.prepare<[number, number], LoggedRequest>(sql).all(refusedOnly ? 400 : 0, limit);
  }

  /** The newest first, each in a line: what was asked and answered is not read. `seq` grows from one to the next. */
  newest(limit: number): RequestLine[] {
    const sql = "SELECT seq, at, method, path, status, took_ms FROM requests ORDER BY seq DESC LIMIT ?";
    return this.#db.prepare<[number], RequestLine>(sql).all(limit);
  }
}

const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`);
