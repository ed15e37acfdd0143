import { EventVerdict, queryKeys } from "../../shared/contract/event-query.ts";
import { EventOutcome } from "../../shared/contract/states.ts";
import { eventSources } from "../app/search.ts";

/** A way to go on: what the whole filter would be, the word that it completes, and what that word may look like. */
export interface Suggestion {
  readonly text: string;
  readonly word: string;
  readonly example: string | null;
}

const MOST = 8;
const LISTS: Readonly<Record<string, readonly string[]>> = {
  outcome: EventOutcome.options,
  verdict: EventVerdict,
  source: eventSources,
};

/** How the last word of a filter may go on. `types` are those that the table shows; none where nothing more can be said. */
export function suggestions(text: string, types: readonly string[]): readonly Suggestion[] {
  const [, before = "", minus = "", last = ""] = /^(.*?\s)?(-?)(\S*)$/s.exec(text) ?? [];
  const found = last.includes(":") ? valuesFor(last, types) : keysFor(last);
  return found
    .slice(0, MOST)
    .map(({ word, example }) => ({ text: before + minus + word, word: minus + word, example }));
}

type Way = Omit<Suggestion, "text">;

function keysFor(last: string): readonly Way[] {
  const typed = last.toLowerCase();
  return Object.entries(queryKeys)
    .filter(([key]) => key.startsWith(typed))
    .map(([key, example]) => ({ word: `${key}:`, example }));
}

/** Values are completed after the last comma; one that is complete already is no suggestion. */
function valuesFor(last: string, types: readonly string[]): readonly Way[] {
  const at = Math.max(last.indexOf(":"), last.lastIndexOf(",")) + 1;
  const [kept, typed] = [last.slice(0, at), last.slice(at).toLowerCase()];
  const key = last.slice(0, last.indexOf(":")).toLowerCase();
  const values = key === "type" ? typesWith(typed, types) : (LISTS[key] ?? []).filter((one) => one.startsWith(typed));
  return values.filter((value) => value !== typed).map((value) => ({ word: kept + value, example: null }));
}

/** Families of types before the types themselves: one mostly wants all of an invoice's. */
function typesWith(typed: string, types: readonly string[]): readonly string[] {
  const families = types.map((type) => `${type.slice(0, type.lastIndexOf("."))}.*`);
  return [...new Set([...families.sort(), ...[...types].sort()])].filter((one) => one.includes(typed));
}
