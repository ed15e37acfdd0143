import type { AnyObject, HiddenTypes, ObjectType, ObjectTypes } from "../shapes/object-types.ts";
import { lookupExpression, type Lookup } from "./lookups.ts";
import type { Database } from "./open-database.ts";
import { readPage, type Condition, type Page, type PageRequest } from "./page.ts";

/** Equality filters of a list (an array: one of these); `not` leaves out what equals. Absent ones filter nothing. */
export interface ListFilter {
  readonly where?: Partial<Record<Lookup, string | boolean | readonly string[] | undefined>>;
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

  constructor(db: Database) {
    this.#db = db;
  }

  /** Adds a new object. Its `created` (epoch seconds) is what `created` filters read. */
  insert(value: AnyObject, created: number, hidden: object = {}): void {
    this.#db
      .prepare("INSERT INTO objects (id, type, created, json, hidden) VALUES (?, ?, ?, ?, ?)")
      .run(value.id, value.object, created, JSON.stringify(value), JSON.stringify(hidden));
  }

  /** Writes back a changed object under the place in lists that it has. */
  save(value: AnyObject): void {
    this.#db.prepare("UPDATE objects SET json = ? WHERE id = ?").run(JSON.stringify(value), value.id);
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
  }

  list<T extends ObjectType>(type: T, page: PageRequest, filter: ListFilter = {}): Page<ObjectTypes[T]> {
    const ofType: Condition = { sql: "type = ?", values: [type] };
    const { data, hasMore } = readPage(this.#db, "objects", [ofType, ...conditionsOf(filter)], page);
    return { data: data.map((row) => JSON.parse(row.json) as ObjectTypes[T]), hasMore };
  }

  /** The payment pages of open sessions are at `prefix` and the session's id. */
  rewriteSessionUrls(prefix: string): void {
    const sql = `UPDATE objects SET json = json_set(json, '$.url', ? || id)
      WHERE type = 'checkout.session' AND ${lookupExpression("status")} = 'open'`;
    this.#db.prepare(sql).run(prefix);
  }

  /** Open Checkout Sessions whose time is over, oldest first. */
  sessionsToExpire(now: number): string[] {
    const sql = `SELECT id FROM objects WHERE type = 'checkout.session' AND ${lookupExpression("status")} = 'open'
      AND json_extract(json, '$.expires_at') <= ? ORDER BY seq`;
    return this.#db
      .prepare<[number], { id: string }>(sql)
      .all(now)
      .map((row) => row.id);
  }
}

function conditionsOf({ where = {}, not = {}, ids }: ListFilter): Condition[] {
  const equal = Object.entries(where).flatMap(([name, value]) => {
    if (value === undefined) return [];
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
