import type { Field } from "./fields.ts";

/** What stands in a form: numbers as they are typed, null for one that is switched off. */
export type Draft = Readonly<Record<string, string | boolean | null>>;
/** Settings as the engine has them. */
export type Saved = Readonly<Record<string, string | number | boolean | null>>;

/** What a form begins with. Pure. */
export const draftOf = (fields: readonly Field[], saved: Saved): Draft =>
  Object.fromEntries(
    fields.map(({ name }) => {
      const value = saved[name] ?? null;
      return [name, typeof value === "number" ? String(value) : value];
    }),
  );

/** What a form would change, and what can't be sent, by the name of its field. Pure. */
export interface Drafted {
  readonly changes: Saved;
  readonly errors: Readonly<Record<string, string>>;
}

/** Reads a form against what is saved: only what differs is sent, so that two operators don't undo each other. Pure. */
export function changesIn(fields: readonly Field[], draft: Draft, saved: Saved): Drafted {
  const changes: Record<string, string | number | boolean | null> = {};
  const errors: Record<string, string> = {};
  for (const { kind, name } of fields) {
    const typed = draft[name] ?? null;
    const value = kind === "number" && typeof typed === "string" ? wholeNumber(typed) : typed;
    if (value === undefined) errors[name] = "Write a whole number";
    else if (value !== saved[name]) changes[name] = value;
  }
  return { changes, errors };
}

/** `1,000` and ` 30 ` are numbers, too; undefined for what is none. */
function wholeNumber(typed: string): number | undefined {
  const digits = typed.trim().replaceAll(/[, ]/g, "");
  return /^-?\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
