import { renderList } from "../shapes/render.ts";
import type { ShapeName } from "../shapes/shape.ts";
import { fold } from "../store/fold.ts";
import type { SqlValue } from "../store/table.ts";
import { type Answer, refusal, uncaught } from "./answer.ts";
import type { Call } from "./call.ts";
import { bracketed } from "./query.ts";

/** A condition of a query and its values. */
interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}
export type Filter = (column: string, value: string) => Condition;

export interface ListOptions {
  readonly shape: ShapeName;
  readonly table: {
    readonly name: string;
    select(tail: string, ...values: SqlValue[]): readonly unknown[];
    count(sql: string, ...values: SqlValue[]): number;
  };
  /** What the address narrows the list to. */
  readonly within?: Condition;
  /** What may be filtered and sorted by, each named as its column; a list without it ignores what is asked. */
  readonly queries?: { readonly filters: Readonly<Record<string, Filter>>; readonly sorts: readonly string[] };
}

/** Anywhere in the column, without case and accents; a comma means "or". */
export const partial: Filter = (column, value) => {
  const parts = value.split(",").filter(Boolean);
  return { sql: `(${parts.map(() => `instr(fold(${column}), ?) > 0`).join(" OR ")})`, values: parts.map(fold) };
};
export const exact: Filter = (column, value) => {
  const parts = value.split(",");
  return { sql: `CAST(${column} AS TEXT) IN (${parts.map(() => "?").join(", ")})`, values: parts };
};

/** Allocations: nothing, 0 or false means the free ones, a number those of that server. */
export const unassigned: Filter = (column, value) =>
  /^[1-9]\d*$/.test(value)
    ? { sql: `${column} = ?`, values: [Number(value)] }
    : { sql: `${column} IS NULL`, values: [] };

/** One page of a table as the panel answers it: filtered, sorted, with its `meta.pagination`. */
export function listPage(call: Call, options: ListOptions): Answer {
  const unknown = unknownIn(call, options);
  if (unknown) return unknown;
  const asked = call.query.get("per_page") ?? "50";
  if (!/^-?\d+$/.test(asked.trim())) return uncaught("TypeError");
  const perPage = Number(asked) > 0 ? Number(asked) : 15;
  const page = Math.max(1, Number(/^\d+$/.exec(call.query.get("page") ?? "")?.[0] ?? 1));

  const conditions = [options.within ?? { sql: "1", values: [] }, ...filtersOf(call, options)];
  const where = conditions.map(({ sql }) => sql).join(" AND ");
  const values = conditions.flatMap((condition) => condition.values);
  const total = options.table.count(where, ...values);
  const tail = `WHERE ${where} ORDER BY ${orderOf(call, options)} LIMIT ? OFFSET ?`;
  const rows = options.table.select(tail, ...values, perPage, (page - 1) * perPage);
  const meta = { pagination: paginationOf(call, { total, count: rows.length, perPage, page }) };
  return { status: 200, body: { object: "list", data: renderList(call, options.shape, rows), meta } };
}

const filtersOf = ({ query }: Call, { queries }: ListOptions): Condition[] =>
  Object.entries(bracketed(query, "filter")).flatMap(([name, value]) => {
    const filter = queries?.filters[name];
    return filter === undefined || (value === "" && filter !== unassigned) ? [] : [filter(name, value)];
  });

const sortsOf = ({ query }: Call): string[] => (query.get("sort") ?? "").split(",").filter(Boolean);

/** `-id` is newest first. Only names that the list knows come this far. */
function orderOf(call: Call, { queries }: ListOptions): string {
  const sorts = queries ? sortsOf(call) : [];
  return [...sorts.map((sort) => (sort.startsWith("-") ? `${sort.slice(1)} DESC` : sort)), "id"].join(", ");
}

function unknownIn(call: Call, { queries }: ListOptions): Answer | null {
  if (!queries) return null;
  const known = Object.keys(queries.filters);
  const filters = Object.keys(bracketed(call.query, "filter")).filter((name) => !known.includes(name));
  if (filters.length > 0) {
    const detail = `Requested filter(s) \`${filters.join(", ")}\` are not allowed. Allowed filter(s) are \`${known.join(", ")}\`.`;
    return refusal(400, "InvalidFilterQuery", detail);
  }
  const sorts = sortsOf(call).map((sort) => sort.replace(/^-/, ""));
  const strange = sorts.filter((sort) => !queries.sorts.includes(sort));
  if (strange.length === 0) return null;
  const detail = `Requested sort(s) \`${strange.join(", ")}\` is not allowed. Allowed sort(s) are \`${queries.sorts.join(", ")}\`.`;
  return refusal(400, "InvalidSortQuery", detail);
}

interface PageFacts {
  readonly total: number;
  readonly count: number;
  readonly perPage: number;
  readonly page: number;
}

// The links lose filters and page size here as there: who follows them reads another list.
function paginationOf({ origin, path }: Call, { total, count, perPage, page }: PageFacts) {
  const pages = Math.max(1, Math.ceil(total / perPage));
  const link = (to: number) => `${origin}${path}?page=${to}`;
  const links = {
    ...(page > 1 ? { previous: link(page - 1) } : {}),
    ...(page < pages ? { next: link(page + 1) } : {}),
  };
  return { total, count, per_page: perPage, current_page: page, total_pages: pages, links };
}
