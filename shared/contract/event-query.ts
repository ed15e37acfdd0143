import type { EventRow } from "./event-rows.ts";
import { EventOutcome, EventSource } from "./states.ts";

export const EventVerdict = ["accepted", "duplicate", "rejected"] as const;
type EventVerdict = (typeof EventVerdict)[number];

/** The words that may stand before a colon, each with a value as an example. */
export const queryKeys = {
  type: "invoice.*",
  order: "ord_…",
  customer: "mara@example.se",
  id: "evt_… or cs_…",
  outcome: "failed",
  verdict: "rejected",
  source: "forward",
} as const;
export type QueryKey = keyof typeof queryKeys;

const OF_A_LIST: Readonly<Partial<Record<QueryKey, readonly string[]>>> = {
  outcome: EventOutcome.options,
  verdict: EventVerdict,
  source: EventSource.options,
};

/** One condition: any of the values fits; without a key they are looked for everywhere. `not` turns it round. */
export interface QueryTerm {
  readonly key: QueryKey | null;
  readonly values: readonly string[];
  readonly not: boolean;
}

/** A word of a filter that can't be understood, and why. It narrows nothing. */
export interface QueryProblem {
  readonly word: string;
  readonly says: string;
}

export interface EventQuery {
  readonly terms: readonly QueryTerm[];
  readonly problems: readonly QueryProblem[];
}

const WORDS = /(?:[^\s"]|"[^"]*"?)+/g;

/**
 * Reads a filter: words that all must fit. `type:invoice.*` looks in one place, `outcome:failed,held` takes either, `-` before
 * a word leaves out what fits, quotes keep blanks and colons. With a `*` a value is the whole of the field, else a part of it.
 */
export function parseEventQuery(text: string): EventQuery {
  const read = (text.match(WORDS) ?? []).map(readWord);
  return {
    terms: read.flatMap((one) => ("values" in one ? [one] : [])),
    problems: read.flatMap((one) => ("says" in one ? [one] : [])),
  };
}

function readWord(word: string): QueryTerm | QueryProblem {
  const not = word.length > 1 && word.startsWith("-");
  const rest = not ? word.slice(1) : word;
  const [, name, given] = /^([A-Za-z_]+):(.*)$/s.exec(rest) ?? [];
  if (name === undefined || given === undefined) {
    const value = unquoted(rest);
    return value === "" ? { word, says: "There is nothing between the quotes." } : { key: null, values: [value], not };
  }
  const key = name.toLowerCase();
  if (!isKey(key))
    return {
      word,
      says: `There is no filter ${name}:. Use ${Object.keys(queryKeys).join(", ")}, or put it in quotes.`,
    };
  const values = valuesOf(given);
  if (values.length === 0) return { word, says: `${key}: waits for a value, such as ${queryKeys[key]}.` };
  return ofAList(word, { key, values, not });
}

const isKey = (name: string): name is QueryKey => Object.hasOwn(queryKeys, name);
const unquoted = (text: string): string => text.replaceAll('"', "").trim();

function valuesOf(given: string): readonly string[] {
  const parts = given.includes('"') ? [given] : given.split(",");
  return parts.map(unquoted).filter((value) => value !== "");
}

/** A value of a list may be written with - or in capitals; one that is not in it is said. */
function ofAList(word: string, term: QueryTerm & { readonly key: QueryKey }): QueryTerm | QueryProblem {
  const list = OF_A_LIST[term.key];
  if (!list) return term;
  const values = term.values.map((value) => value.toLowerCase().replaceAll("-", "_"));
  const stranger = values.findIndex((value) => !list.includes(value));
  if (stranger === -1) return { ...term, values };
  return { word, says: `${term.key}: is one of ${list.join(", ")}; ${term.values[stranger]} is none of them.` };
}

/** What came of an arrival at the door, before its work. */
export const verdictOf = ({ outcome }: Pick<EventRow, "outcome">): EventVerdict =>
  outcome === "rejected" || outcome === "duplicate" ? outcome : "accepted";

const FIELDS: Readonly<Record<QueryKey, (row: EventRow) => readonly (string | null)[]>> = {
  type: (row) => [row.type],
  order: (row) => [row.orderId],
  customer: (row) => [row.customerEmail],
  id: (row) => [row.eventId, row.objectId],
  outcome: (row) => [row.outcome],
  verdict: (row) => [verdictOf(row)],
  source: (row) => [row.source],
};
const ANYWHERE = (row: EventRow): readonly (string | null)[] => {
  const { type, eventId, objectId, orderId, customerEmail, reason, reasonCode } = row;
  return [type, eventId, objectId, orderId, customerEmail, reason, reasonCode];
};

/** Whether a row fits all terms; the engine's list selects by the same rules. */
export function fitsQuery(row: EventRow, terms: readonly QueryTerm[]): boolean {
  return terms.every(({ key, values, not }) => {
    const fields = key === null ? ANYWHERE(row) : FIELDS[key](row);
    const whole = key !== null && key in OF_A_LIST;
    return values.some((value) => fields.some((field) => field !== null && holds(field, value, whole))) !== not;
  });
}

function holds(field: string, value: string, whole: boolean): boolean {
  const [have, wanted] = [field.toLowerCase(), value.toLowerCase()];
  if (whole) return have === wanted;
  return wanted.includes("*") ? fitsGlob(have, wanted.split("*")) : have.includes(wanted);
}

/** Whether the text is these parts in order, with anything between them. */
function fitsGlob(text: string, parts: readonly string[]): boolean {
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
