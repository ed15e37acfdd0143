import { type RawBuilder, sql, type SqlBool } from "kysely";
import { containing } from "../search/containing.ts";

/** What a prefix narrows a word to; a word without one is looked for in all of them. */
const COLUMNS = {
  type: ["r.event_type"],
  id: ["r.event_id", "e.object_id"],
  order: ["e.order_id"],
  customer: ["o.customer_email"],
} as const;
type Prefix = keyof typeof COLUMNS;

const everywhere = Object.values(COLUMNS).flat();
const PREFIXED = new RegExp(`^(${Object.keys(COLUMNS).join("|")}):(.+)$`);

/**
 * What a filter's text asks for: every word must be found, in type, event or object id, order id or e-mail. `type:`, `id:`,
 * `order:` and `customer:` say where; `*` stands for anything, as in `type:invoice.*`.
 */
export function matchingEvents(query: string): RawBuilder<SqlBool>[] {
  return query.split(/\s+/).flatMap((word) => (word === "" ? [] : [matchingWord(word)]));
}

function matchingWord(word: string): RawBuilder<SqlBool> {
  const [, prefix, rest] = PREFIXED.exec(word) ?? [];
  const columns = prefix ? COLUMNS[prefix as Prefix] : everywhere;
  const found = columns.map((column) => containing(column, rest ?? word, "*"));
  return sql<SqlBool>`(${sql.join(found, sql` or `)})`;
}
