import type { Context } from "hono";

/** A request's headers, names in lower case. */
export type IncomingHeaders = Readonly<Record<string, string>>;

interface NodeBindings {
  readonly incoming?: { readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>> };
}

/** What could carry a stranger's secret; it is no evidence. */
const LEFT_OUT = new Set(["authorization", "cookie", "proxy-authorization"]);
const MOST_OF_ONE = 2_048;

/**
 * The headers as evidence: all but credentials, each cut at 2 kB. Read from Node's own request where there is one: a
 * `Headers` object made of them costs more than the rest of the way to the 2xx.
 */
export function incomingHeaders(c: Context): IncomingHeaders {
  const given = (c.env as NodeBindings | undefined)?.incoming?.headers ?? Object.fromEntries(c.req.raw.headers);
  const kept: Record<string, string> = {};
  for (const name in given) {
    const value = given[name];
    if (value === undefined || LEFT_OUT.has(name)) continue;
    const text = typeof value === "string" ? value : value.join(", ");
    kept[name] = text.length > MOST_OF_ONE ? text.slice(0, MOST_OF_ONE) : text;
  }
  return kept;
}
