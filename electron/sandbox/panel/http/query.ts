/** `filter[email]=x` as `{email: "x"}`; any family of bracketed names. */
export function bracketed(query: URLSearchParams, family: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of query) {
    const key = new RegExp(`^${family}\\[([^\\]]+)\\]$`).exec(name)?.[1];
    if (key !== undefined) found[key] = value;
  }
  return found;
}

/** A query as rules read a body: `location_ids[]=1&location_ids[]=2` is a list. */
export function queryBody(query: URLSearchParams): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of query) {
    const list = /^(\w+)\[\d*\]$/.exec(name)?.[1];
    if (list === undefined) body[name] = value === "" ? null : value;
    else body[list] = [...((body[list] as unknown[] | undefined) ?? []), value];
  }
  return body;
}

/** `include=user,allocations` as its names; `egg.variables` stays one name. */
export const includesOf = (query: URLSearchParams): string[] =>
  (query.get("include") ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
