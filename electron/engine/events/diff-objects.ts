import type { FieldNow, NowAtStripe } from "../../../shared/contract/now-at-stripe.ts";

type Fields = ReadonlyMap<string, string>;

/** A longer value is cut: what differs at its end is told by its length. */
const LONGEST = 160;
/** More than anybody compares by eye. */
const MOST = 500;
const SECRET = /(^|[._])(client_secret|secret|password|token)$/;
/** What tells where an object stands is shown before what is only about it. */
const FIRST = ["status", "payment_status", "amount", "amount_total", "total", "currency", "customer", "subscription"];

/**
 * What two renderings of an object say differently, and what both say alike; each by its path, in the order in which Stripe has
 * the fields. A secret is told as changed, never shown.
 */
export function diffObjects(told: unknown, now: unknown): Pick<NowAtStripe, "differences" | "equal"> {
  const [before, after] = [fieldsOf(told), fieldsOf(now)];
  const paths = [...new Set([...after.keys(), ...before.keys()])];
  const differences = paths.filter((path) => before.get(path) !== after.get(path));
  const equal = [...after].filter(([path, value]) => before.get(path) === value);
  return {
    differences: differences.slice(0, MOST).map((path) => fieldNow(path, before, after)),
    equal: equal
      .sort(([a], [b]) => rank(a) - rank(b))
      .slice(0, MOST)
      .map(([path, value]) => ({ path, value: shown(path, value) })),
  };
}

function fieldNow(path: string, before: Fields, after: Fields): FieldNow {
  const [event, now] = [before.get(path), after.get(path)];
  return {
    path,
    event: event === undefined ? null : shown(path, event),
    now: now === undefined ? null : shown(path, now),
  };
}

function rank(path: string): number {
  const at = FIRST.indexOf(path);
  return at === -1 ? FIRST.length : at;
}

function shown(path: string, value: string): string {
  if (SECRET.test(path) && value !== "null") return "•••";
  return value.length <= LONGEST
    ? value
    : `${value.slice(0, LONGEST)}… (${value.length.toLocaleString("en-US")} characters)`;
}

/** The leaves of a value by their paths. What is empty is a leaf, so that it differs from what is absent. */
function fieldsOf(value: unknown): Fields {
  const fields = new Map<string, string>();
  const walk = (at: unknown, path: string) => {
    const members = membersOf(at, path);
    if (members.length === 0) fields.set(path, typeof at === "string" ? at : JSON.stringify(at));
    for (const [name, member] of members) walk(member, name);
  };
  walk(value, "");
  return fields;
}

function membersOf(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.map((one, at) => [`${path}[${at}]`, one] as const);
  return Object.entries(value).map(([key, one]) => [path === "" ? key : `${path}.${key}`, one] as const);
}
