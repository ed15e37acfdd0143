import { type Answer, NOT_ALLOWED, NOT_FOUND } from "./answer.ts";
import type { Access, Call, Resource } from "./call.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type Params = Readonly<Record<string, string>>;

export interface Route {
  readonly method: Method;
  readonly pattern: RegExp;
  run(call: Call, params: Params): Answer | Promise<Answer>;
}

export interface RouteSpec<Bound> {
  readonly method: Method;
  /** Such as `/users/{user}`; a name in braces is one segment. */
  readonly path: string;
  /** The permission it asks for; null where a key of the right kind is enough. */
  readonly needs: readonly [Resource, Access] | null;
  /** What the address names; null answers 404, which the panel does before it looks at permissions. */
  bind(call: Call, params: Params): Bound | null | undefined;
  answer(call: Call, bound: Bound): Answer | Promise<Answer>;
}

/** A route that finds what its address names, then asks for permission, then answers. */
export const route = <Bound>(spec: RouteSpec<Bound>): Route => ({
  method: spec.method,
  pattern: new RegExp(`^${spec.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
  run(call, params) {
    const bound = spec.bind(call, params);
    if (bound === null || bound === undefined) return NOT_FOUND;
    if (spec.needs && !call.may(...spec.needs)) return NOT_ALLOWED;
    return spec.answer(call, bound);
  },
});

/** For a route whose address names nothing. */
export const nothing = () => true as const;

/** The number that a segment is; null for anything else (a uuid or an identifier is no id here). */
const idOf = (segment: string | undefined): number | null =>
  segment !== undefined && /^\d{1,15}$/.test(segment) ? Number(segment) : null;

/** The row of a table that a segment names. */
export function rowOf<Row>(table: { get(id: number): Row | undefined }, segment: string | undefined): Row | null {
  const id = idOf(segment);
  return id === null ? null : (table.get(id) ?? null);
}
