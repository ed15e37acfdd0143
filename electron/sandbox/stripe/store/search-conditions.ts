import type { Clause, Search } from "../wire/parse-search.ts";
import type { Condition } from "./page.ts";

/** The SQL of a search over stored objects. Text is compared as Stripe does: whole, or a part of it, in any case. */
export function searchCondition({ clauses, joined }: Search): Condition {
  const parts = clauses.map(conditionOf);
  return {
    sql: `(${parts.map(({ sql }) => sql).join(` ${joined} `)})`,
    values: parts.flatMap(({ values }) => values),
  };
}

function conditionOf({ negated, operator, value, field, key }: Clause): Condition {
  const path = `$.${field}${key === null ? "" : `."${key.replaceAll('"', '""')}"`}`;
  const { sql, values } = compared(operator, value);
  return { sql: negated ? `NOT coalesce(${sql}, 0)` : sql, values: [path, ...values] };
}

const READ = "json_extract(json, ?)";

function compared(operator: Clause["operator"], value: Clause["value"]): Condition {
  if (value === null) return { sql: `${READ} IS NULL`, values: [] };
  if (operator === "~") return { sql: `${READ} LIKE '%' || ? || '%' ESCAPE '!'`, values: [likeText(String(value))] };
  if (operator !== ":") return { sql: `${READ} ${operator} ?`, values: [Number(value)] };
  if (typeof value === "number") return { sql: `${READ} = ?`, values: [value] };
  if (value === "true" || value === "false") return { sql: `${READ} = ?`, values: [Number(value === "true")] };
  return { sql: `CAST(${READ} AS TEXT) = ? COLLATE NOCASE`, values: [value] };
}

const likeText = (text: string): string => text.replaceAll(/[!%_]/g, (found) => `!${found}`);
