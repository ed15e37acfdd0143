import type { Database } from "./open-database.ts";

/** Which part of a list is asked for, newest first. A cursor is the id of an object of the list. */
export interface PageRequest {
  readonly limit: number;
  readonly startingAfter?: string | undefined;
  readonly endingBefore?: string | undefined;
  readonly created?: CreatedRange | undefined;
}
/** Epoch seconds; each bound alone or together. */
export interface CreatedRange {
  readonly gt?: number | undefined;
  readonly gte?: number | undefined;
  readonly lt?: number | undefined;
  readonly lte?: number | undefined;
}
export interface Page<T> {
  readonly data: readonly T[];
  readonly hasMore: boolean;
}

/** One condition of a WHERE clause with its values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly json: string;
}

/**
 * Reads one page of `table` (objects or events), newest first. `ending_before` gives the page just before its cursor,
 * still newest first. A cursor that is not in the table gives an empty page; callers refuse it before.
 */
export function readPage(
  db: Database,
  table: "objects" | "events",
  filters: readonly Condition[],
  page: PageRequest,
): Page<Row> {
  const backwards = page.endingBefore !== undefined;
  const conditions = [...filters, ...createdConditions(page.created), ...cursorConditions(table, page)];
  const where = conditions.length === 0 ? "1" : conditions.map((condition) => condition.sql).join(" AND ");
  const sql = `SELECT seq, id, json FROM ${table} WHERE ${where} ORDER BY seq ${backwards ? "ASC" : "DESC"} LIMIT ?`;
  const values = conditions.flatMap((condition) => condition.values);
  const rows = db.prepare<unknown[], Row>(sql).all(...values, page.limit + 1);
  const data = rows.slice(0, page.limit);
  return { data: backwards ? data.toReversed() : data, hasMore: rows.length > page.limit };
}

function createdConditions(range: CreatedRange = {}): Condition[] {
  const bounds = [
    ["created > ?", range.gt],
    ["created >= ?", range.gte],
    ["created < ?", range.lt],
    ["created <= ?", range.lte],
  ] as const;
  return bounds.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, values: [value] }]));
}

function cursorConditions(table: string, page: PageRequest): Condition[] {
  const seqOf = `(SELECT seq FROM ${table} WHERE id = ?)`;
  const after = page.startingAfter === undefined ? [] : [{ sql: `seq < ${seqOf}`, values: [page.startingAfter] }];
  const before = page.endingBefore === undefined ? [] : [{ sql: `seq > ${seqOf}`, values: [page.endingBefore] }];
  return [...after, ...before];
}
