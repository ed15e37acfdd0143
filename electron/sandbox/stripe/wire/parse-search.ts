import { refused } from "./stripe-refusal.ts";

/** One condition of a search: `-status:"canceled"`, `metadata["order_id"]:"x"`, `amount>1000`. */
export interface Clause {
  readonly negated: boolean;
  /** The field's name; of metadata its key. */
  readonly field: string;
  readonly key: string | null;
  readonly operator: ":" | "~" | "<" | "<=" | ">" | ">=";
  readonly value: string | number | null;
}

export interface Search {
  readonly clauses: readonly Clause[];
  readonly joined: "AND" | "OR";
}

const CLAUSE =
  /\s*(-?)([a-z_]+(?:\.[a-z0-9_]+)*)(?:\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\])?\s*(:|~|>=|<=|>|<)\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+)|(null|true|false))\s*/iy;
const JOINT = /(AND|OR)?(?=\s|-|[a-z]|$)/iy;

/**
 * Reads Stripe's search query language: conditions joined by AND (which a space means too) or by OR, never by both.
 * Refuses what it can't read, as Stripe does.
 */
export function parseSearch(query: string): Search {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  let at = 0;
  while (at < query.length) {
    if (clauses.length > 0) {
      JOINT.lastIndex = at;
      const joint = JOINT.exec(query);
      joints.add((joint?.[1] ?? "AND").toUpperCase());
      at += joint?.[1]?.length ?? 0;
    }
    CLAUSE.lastIndex = at;
    const found = CLAUSE.exec(query);
    if (!found) throw unreadable(query.slice(at));
    clauses.push(clauseOf(found));
    at = CLAUSE.lastIndex;
  }
  if (clauses.length === 0) throw unreadable(query);
  if (joints.size > 1) throw refused("query", "You can't combine AND and OR in one query.");
  return { clauses, joined: joints.has("OR") ? "OR" : "AND" };
}

function clauseOf(found: RegExpExecArray): Clause {
  const [, minus, field = "", single, double, operator, quoted, doubleQuoted, number, word] = found;
  const key = single ?? double;
  const text = quoted ?? doubleQuoted ?? word;
  return {
    negated: minus === "-",
    field,
    key: key === undefined ? null : unescaped(key),
    operator: operator as Clause["operator"],
    value: number !== undefined ? Number(number) : word === "null" ? null : unescaped(text ?? ""),
  };
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, "$1");

const unreadable = (rest: string) =>
  refused("query", `We were unable to parse your search query near: ${rest.slice(0, 60)}`);
