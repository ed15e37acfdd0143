import type { Database, Statement } from "./open-database.ts";
import { readPage, type Condition, type Page, type PageRequest } from "./page.ts";

/** A snapshot event as Stripe renders it. */
export interface StripeEvent {
  readonly id: string;
  readonly object: "event";
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
  readonly livemode: false;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
}

export interface EventFilter {
  readonly types?: readonly string[] | undefined;
  /** True: everything that was to be delivered is. False: something is still pending or was given up. */
  readonly deliverySuccess?: boolean | undefined;
}

const UNDELIVERED = "SELECT 1 FROM deliveries d WHERE d.event_id = events.id AND d.state IN ('pending', 'failed')";

/** Everything that ever happened, in the order in which it did. */
export class EventLog {
  readonly #db: Database;
  /** Kept, since a generated world appends a million events. */
  readonly #append: Statement;

  constructor(db: Database) {
    this.#db = db;
    this.#append = db.prepare("INSERT INTO events (id, type, created, object_id, json) VALUES (?, ?, ?, ?, ?)");
  }

  append(event: StripeEvent): void {
    const about = (event.data.object as { readonly id?: string }).id ?? null;
    this.#append.run(event.id, event.type, event.created, about, JSON.stringify(event));
  }

  find(id: string): StripeEvent | undefined {
    const row = this.#db.prepare<[string], { json: string }>("SELECT json FROM events WHERE id = ?").get(id);
    return row && this.#withPending(row.json);
  }

  list(page: PageRequest, filter: EventFilter = {}): Page<StripeEvent> {
    const { data, hasMore } = readPage(this.#db, "events", conditionsOf(filter), page);
    return { data: data.map((row) => this.#withPending(row.json)), hasMore };
  }

  /** The events about one object, newest first; at most `limit`. */
  about(objectId: string, limit: number): StripeEvent[] {
    const byObject = { sql: "object_id = ?", values: [objectId] };
    return readPage(this.#db, "events", [byObject], { limit }).data.map((row) => this.#withPending(row.json));
  }

  // Counted, not stored: the number of deliveries that are still to be made is told by the deliveries themselves.
  #withPending(json: string): StripeEvent {
    const event = JSON.parse(json) as StripeEvent;
    const sql = `SELECT (SELECT count(*) FROM deliveries WHERE event_id = @id AND state = 'pending')
      + (SELECT count(*) FROM cli_deliveries WHERE event_id = @id AND state = 'sent') AS pending`;
    const { pending } = this.#db.prepare<[{ id: string }], { pending: number }>(sql).get({ id: event.id })!;
    return { ...event, pending_webhooks: pending };
  }
}

function conditionsOf({ types, deliverySuccess }: EventFilter): Condition[] {
  const named = types?.map(() => "type GLOB ?").join(" OR ");
  const byType = named === undefined ? [] : [{ sql: `(${named})`, values: types!.map(asGlob) }];
  if (deliverySuccess === undefined) return byType;
  return [...byType, { sql: `${deliverySuccess ? "NOT " : ""}EXISTS (${UNDELIVERED})`, values: [] }];
}

// `charge.*` is a family; every other character of a type's name stands for itself.
const asGlob = (type: string): string => type.replaceAll(/[[\]?]/g, (found) => `[${found}]`);
