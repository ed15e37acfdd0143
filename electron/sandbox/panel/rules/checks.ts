import { patternOf, type Rule } from "./parse-rules.ts";

/** What the panel's database is asked by rules that look at it. */
export interface RuleWorld {
  /** Whether `table` has a row of this id; `free` narrows allocations to unassigned ones. */
  exists(table: string, id: number, narrow: string | undefined): boolean;
  /** Whether another row than the one being changed has this value, as the panel's collation compares. */
  isTaken(table: string, column: string, value: string): boolean;
}

export interface CheckContext {
  readonly rules: readonly Rule[];
  readonly world: RuleWorld;
}
export type Check = (value: unknown, args: readonly string[], context: CheckContext) => boolean;

const isNumeric = (value: unknown): boolean =>
  typeof value === "number"
    ? Number.isFinite(value)
    : typeof value === "string" && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value);
const isInteger = (value: unknown): boolean =>
  typeof value === "number"
    ? Number.isInteger(value)
    : typeof value === "string" && /^\s*[+-]?(0|[1-9]\d*)\s*$/.test(value);
export const isList = (value: unknown): value is object => typeof value === "object" && value !== null;
const asText = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
const isWord = (value: unknown): boolean => typeof value === "string" || typeof value === "number";

/** A number by its size, a list by its count, a text by its length; a number counts as one only under a numeric rule. */
function sizeOf(value: unknown, rules: readonly Rule[]): number {
  if (isNumeric(value) && rules.some(({ name }) => name === "numeric" || name === "integer")) return Number(value);
  return isList(value) ? Object.keys(value).length : Array.from(asText(value)).length;
}

const digits = (value: unknown): number => (/^\d+$/.test(asText(value)) ? asText(value).length : -1);
const isUrl = (value: unknown): boolean =>
  typeof value === "string" && /^[a-z][a-z\d+.-]*:\/\//i.test(value) && URL.canParse(value);
const isIp = (value: unknown): boolean =>
  /^(\d{1,3}\.){3}\d{1,3}$/.test(asText(value)) ||
  (asText(value).includes(":") && URL.canParse(`http://[${asText(value)}]`));

/** Rules that look at a field even where it is missing or empty; once one fails, the field's other rules are not asked. */
export const IMPLICIT = new Set(["required", "required_with", "present", "filled", "accepted"]);

/** Each rule by its name: what a value must be. Rules that only steer (`nullable`, `bail`, `sometimes`) are not here. */
export const CHECKS: Readonly<Record<string, Check>> = {
  string: (value) => typeof value === "string",
  numeric: isNumeric,
  integer: isInteger,
  int: isInteger,
  boolean: (value) => [true, false, 0, 1, "0", "1"].includes(value as never),
  array: isList,
  alpha: (value) => typeof value === "string" && /^[\p{L}\p{M}]+$/u.test(value),
  alpha_num: (value) => isWord(value) && /^[\p{L}\p{M}\p{N}]+$/u.test(asText(value)),
  alpha_dash: (value) => isWord(value) && /^[\p{L}\p{M}\p{N}_-]+$/u.test(asText(value)),
  in: (value, args) => !isList(value) && args.includes(asText(value)),
  not_in: (value, args) => !args.includes(asText(value)),
  between: (value, [low, high], { rules }) =>
    sizeOf(value, rules) >= Number(low) && sizeOf(value, rules) <= Number(high),
  min: (value, [low], { rules }) => sizeOf(value, rules) >= Number(low),
  max: (value, [high], { rules }) => sizeOf(value, rules) <= Number(high),
  size: (value, [size], { rules }) => sizeOf(value, rules) === Number(size),
  regex: (value, [pattern]) => isWord(value) && (patternOf(pattern ?? "")?.test(asText(value)) ?? true),
  not_regex: (value, [pattern]) => isWord(value) && !(patternOf(pattern ?? "")?.test(asText(value)) ?? false),
  email: (value) => typeof value === "string" && /^[^\s@,]+@[^\s@,]+$/.test(value),
  url: isUrl,
  ip: isIp,
  digits: (value, [length]) => digits(value) === Number(length),
  digits_between: (value, [low, high]) => digits(value) >= Number(low) && digits(value) <= Number(high),
  starts_with: (value, args) => args.some((start) => asText(value).startsWith(start)),
  ends_with: (value, args) => args.some((end) => asText(value).endsWith(end)),
  uuid: (value) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(asText(value)),
  accepted: (value) => ["yes", "on", "1", 1, true, "true"].includes(value as never),
  p_username: (value) => /^[a-z0-9]([\w.-]+)[a-z0-9]$/.test(asText(value).toLowerCase()),
  exists: (value, [table, narrow], { world }) => isInteger(value) && world.exists(table ?? "", Number(value), narrow),
  unique: (value, [table, column], { world }) => !world.isTaken(table ?? "", column ?? "", asText(value)),
};
