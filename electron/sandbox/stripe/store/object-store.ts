import { clockOf, dueOf } from "../clocks/due-of.ts";
import type { AnyObject, HiddenTypes, ObjectType, ObjectTypes } from "../shapes/object-types.ts";
import { lookupExpression, type Lookup } from "./lookups.ts";
import type { Database, Statement } from "./open-database.ts";
import { readPage, type Condition, type Page, type PageRequest } from "./page.ts";

/** Equality filters of a list (an array: one of these; null: unset); `not` leaves out what equals. Absent ones filter nothing. */
export interface ListFilter {
  readonly where?: Partial<Record<Lookup, string | boolean | null | readonly string[] | undefined>>;
  readonly not?: Partial<Record<Lookup, string>>;
  readonly ids?: readonly string[] | undefined;
}
interface Row {
  readonly type: ObjectType;
  readonly json: string;
}

/** Stripe's objects as JSON documents, each under its id, with what Stripe keeps to itself beside it. */
export class ObjectStore {
  readonly #db: Database;
  /** Kept, since a generated world inserts a hundred thousand objects. */
  readonly #insert: Statement;

  constructor(db: Database) {
    this.#db = db;
    this.#insert = db.prepare(
      "INSERT INTO objects (id, type, created, json, hidden, clock, due) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
  }

  /** Adds a new object. Its `created` (epoch seconds) is what `created` filters read. */
  insert(value: AnyObject, created: number, hidden: object = {}): void {
    const when = [clockOf(value), dueOf(value, hidden)];
    this.#insert.run(value.id, value.object, created, JSON.stringify(value), JSON.stringify(hidden), ...when);
  }

  /** Writes back a changed object under the place in lists that it has. */
  save(value: AnyObject): void {
    this.#db.prepare("UPDATE objects SET json = ? WHERE id = ?").run(JSON.stringify(value), value.id);
    this.#schedule(value.id);
  }

  find<T extends ObjectType>(type: T, id: string): ObjectTypes[T] | undefined {
    const found = this.findAny(id);
    return found?.object === type ? (found as ObjectTypes[T]) : undefined;
  }

  /** The object that {@link insert} has put there before; its absence is a bug. */
  get<T extends ObjectType>(type: T, id: string): ObjectTypes[T] {
    const found = this.find(type, id);
    if (!found) throw new Error(`The store has no ${type} ${id}.`);
    return found;
  }

  /** Any kind of object by its id: for expansion and for the pages. */
  findAny(id: string): AnyObject | undefined {
    const row = this.#db.prepare<[string], Row>("SELECT type, json FROM objects WHERE id = ?").get(id);
    return row && (JSON.parse(row.json) as AnyObject);
  }

  remove(id: string): void {
    this.#db.prepare("DELETE FROM objects WHERE id = ?").run(id);
  }

  hidden<T extends keyof HiddenTypes>(type: T, id: string): HiddenTypes[T] {
    const sql = "SELECT hidden FROM objects WHERE id = ? AND type = ?";
    const row = this.#db.prepare<[string, string], { hidden: string }>(sql).get(id, type);
    if (!row) throw new Error(`The store has no ${type} ${id}.`);
    return JSON.parse(row.hidden) as HiddenTypes[T];
  }

  saveHidden<T extends keyof HiddenTypes>(type: T, id: string, hidden: HiddenTypes[T]): void {
    const sql = "UPDATE objects SET hidden = ? WHERE id = ? AND type = ?";
    this.#db.prepare(sql).run(JSON.stringify(hidden), id, type);
    this.#schedule(id);
  }

  list<T extends ObjectType>(type: T, page: PageRequest, filter: ListFilter = {}): Page<ObjectTypes[T]> {
    const ofType: Condition = { sql: "type = ?", values: [type] };
    const { data, hasMore } = readPage(this.#db, "objects", [ofType, ...conditionsOf(filter)], page);
    return { data: data.map((row) => JSON.parse(row.json) as ObjectTypes[T]), hasMore };
  }

  /** Like {@link list}, by a condition on the stored JSON. What is deleted is not found. */
  search<T extends ObjectType>(type: T, page: PageRequest, condition: Condition): Page<ObjectTypes[T]> {
    const present = { sql: `type = ? AND ${lookupExpression("deleted")} IS NULL`, values: [type] };
    const { data, hasMore } = readPage(this.#db, "objects", [present, condition], page);
    return { data: data.map((row) => JSON.parse(row.json) as ObjectTypes[T]), hasMore };
  }

  /** What happens next by itself on a clock, where that is due at `until` (epoch seconds) or before. */
  nextDue(clock: string, until: number): { readonly id: string; readonly due: number } | undefined {
    const sql = "SELECT id, due FROM objects WHERE clock = ? AND due <= ? ORDER BY due, seq LIMIT 1";
    return this.#db.prepare<[string, number], { id: string; due: number }>(sql).get(clock, until);
  }

  /** When the next subscription on a clock renews (epoch seconds); null where none will. One that only ends does not. */
  nextRenewal(clock: string): number | null {
    const sql = `SELECT due FROM objects WHERE clock = ? AND due IS NOT NULL AND type = 'subscription'
      AND ${lookupExpression("status")} NOT IN ('incomplete', 'paused') AND json_extract(json, '$.cancel_at') IS NULL
      ORDER BY due, seq LIMIT 1`;
    return this.#db.prepare<[string], { due: number }>(sql).get(clock)?.due ?? null;
  }

  /** Everything about an object as one text, to see whether something changed. */
  stateOf(id: string): string | undefined {
    const sql = "SELECT concat_ws(' ', due, json, hidden) AS state FROM objects WHERE id = ?";
    return this.#db.prepare<[string], { state: string }>(sql).get(id)?.state;
  }

  /** Nothing happens to this object by itself any more, whatever it says. */
  forgetDue(id: string): void {
    this.#db.prepare("UPDATE objects SET due = NULL WHERE id = ?").run(id);
  }

  /** Works out anew what is due when, for a file of a version that did not. */
  scheduleAll(): void {
    for (const { id } of this.#db.prepare<[], { id: string }>("SELECT id FROM objects").all()) this.#schedule(id);
  }

  /** The pages of this Stripe are under this origin now: those of sessions, of invoices and of the bank's questions. */
  rewriteUrls(origin: string): void {
    const status = lookupExpression("status");
    for (const [type, path, page, which] of [
      ["checkout.session", "$.url", "/c/pay/", `${status} = 'open'`],
      ["checkout.session", "$.after_expiration.recovery.url", "/c/recover/", `${status} = 'expired'`],
      ["invoice", "$.hosted_invoice_url", "/i/", "1"],
      ["payment_intent", "$.next_action.redirect_to_url.url", "/3ds/", `${status} = 'requires_action'`],
    ] as const) {
      const sql = `UPDATE objects SET json = json_set(json, '${path}', ? || id)
        WHERE type = ? AND json_extract(json, '${path}') IS NOT NULL AND ${which}`;
      this.#db.prepare(sql).run(origin + page, type);
    }
  }

  #schedule(id: string): void {
    const sql = "SELECT type, json, hidden FROM objects WHERE id = ?";
    const row = this.#db.prepare<[string], Row & { hidden: string }>(sql).get(id);
    if (!row) return;
    const value = JSON.parse(row.json) as AnyObject;
    const due = dueOf(value, JSON.parse(row.hidden) as object);
    this.#db.prepare("UPDATE objects SET clock = ?, due = ? WHERE id = ?").run(clockOf(value), due, id);
  }
}

function conditionsOf({ where = {}, not = {}, ids }: ListFilter): Condition[] {
  const equal = Object.entries(where).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (value === null) return [{ sql: `${lookupExpression(name as Lookup)} IS NULL`, values: [] }];
    const wanted = typeof value === "object" ? value : [typeof value === "boolean" ? Number(value) : value];
    return [among(lookupExpression(name as Lookup), wanted)];
  });
  const unequal = Object.entries(not).map(([name, value]) => ({
    sql: `${lookupExpression(name as Lookup)} IS NOT ?`,
    values: [value],
  }));
  return [...equal, ...unequal, ...(ids === undefined ? [] : [among("id", ids)])];
}

const among = (expression: string, values: readonly (string | number)[]): Condition => ({
  sql: `${expression} IN (${values.map(() => "?").join(",")})`,
  values,
});
