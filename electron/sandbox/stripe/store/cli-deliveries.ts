import type { Database } from "./open-database.ts";

/** One event on its way through a `stripe listen`. Times are epoch milliseconds. */
export interface CliDelivery {
  readonly conversation_id: string;
  readonly event_id: string;
  readonly session_id: string;
  /** Sent over the socket; taken (acknowledged, not yet forwarded); answered by the shop behind it. */
  readonly state: "sent" | "taken" | "answered";
  /** The shop's. */
  readonly status: number | null;
  readonly forward_url: string | null;
  readonly sent_at: number;
  readonly answered_at: number | null;
}

/** What the CLI was sent. It is never sent again by itself: what a dropped socket loses is lost, as at Stripe. */
export class CliDeliveries {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(delivery: Pick<CliDelivery, "conversation_id" | "event_id" | "session_id" | "sent_at">): void {
    const sql = `INSERT INTO cli_deliveries (conversation_id, event_id, session_id, state, sent_at)
      VALUES (@conversation_id, @event_id, @session_id, 'sent', @sent_at)`;
    this.#db.prepare(sql).run(delivery);
  }

  taken(conversationId: string): void {
    const sql = "UPDATE cli_deliveries SET state = 'taken' WHERE conversation_id = ? AND state = 'sent'";
    this.#db.prepare(sql).run(conversationId);
  }

  answered(conversationId: string, status: number, forwardUrl: string, at: number): void {
    const sql = `UPDATE cli_deliveries SET state = 'answered', status = ?, forward_url = ?, answered_at = ?
      WHERE conversation_id = ?`;
    this.#db.prepare(sql).run(status, forwardUrl, at, conversationId);
  }

  ofEvent(eventId: string): CliDelivery[] {
    const sql = "SELECT * FROM cli_deliveries WHERE event_id = ? ORDER BY seq";
    return this.#db.prepare<[string], CliDelivery>(sql).all(eventId);
  }
}
