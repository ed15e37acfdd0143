import { type RawBuilder, sql, type SqlBool } from "kysely";

/**
 * Whether a column holds a fragment, without regard to case (ASCII). `%` and `_` of the fragment mean themselves;
 * `wildcard`, where one is given, stands for anything.
 */
export function containing(column: string, fragment: string, wildcard?: string): RawBuilder<SqlBool> {
  const escaped = fragment.replace(/[\\%_]/g, String.raw`\$&`);
  const pattern = wildcard ? escaped.replaceAll(wildcard, "%") : escaped;
  return sql<SqlBool>`${sql.ref(column)} like ${`%${pattern}%`} escape '\\'`;
}
