/**
 * The panel checks an egg's variables by Laravel rules (`required|string|between:3,15`). This judges the ones that eggs
 * use; a rule that it does not know is left for the panel to judge. Pure.
 */

/** What a value breaks: the rule's name, and the rest of a sentence that begins with the variable's name. */
export interface BrokenRule {
  readonly rule: string;
  readonly says: string;
}

interface Subject {
  /** Null where it is empty: the panel trims texts and takes an empty one for none. */
  readonly value: string | null;
  readonly isNumber: boolean;
}

type Check = (subject: Subject, parameter: string) => string | null;

/** The first rule that `value` breaks, or null. Rules are told apart by `|`, as the panel does. */
export function brokenRule(rules: string, value: string): BrokenRule | null {
  const parsed = rules
    .split("|")
    .map(readRule)
    .filter(({ name }) => name !== "");
  const names = new Set(parsed.map(({ name }) => name));
  const text = value.trim() === "" ? null : value.trim();
  if (text === null && names.has("required")) return { rule: "required", says: "needs a value" };
  if (text === null && names.has("nullable")) return null;
  const subject = { value: text, isNumber: ["numeric", "integer", "int", "decimal"].some((name) => names.has(name)) };
  for (const { name, parameter } of parsed) {
    const says = CHECKS.get(name)?.(subject, parameter) ?? null;
    if (says !== null) return { rule: name, says };
  }
  return null;
}

function readRule(rule: string): { readonly name: string; readonly parameter: string } {
  const colon = rule.indexOf(":");
  if (colon === -1) return { name: rule.trim().toLowerCase(), parameter: "" };
  return { name: rule.slice(0, colon).trim().toLowerCase(), parameter: rule.slice(colon + 1) };
}

const matches =
  (pattern: RegExp, says: string): Check =>
  ({ value }) =>
    value !== null && pattern.test(value) ? null : says;

const integer = matches(/^[+-]?(?:0|[1-9]\d*)$/, "must be a whole number");
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["string", ({ value }) => (value === null ? "must be a text" : null)],
  ["numeric", matches(/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i, "must be a number")],
  ["integer", integer],
  ["int", integer],
  ["boolean", matches(/^[01]$/, "must be 0 or 1")],
  ["bool", matches(/^[01]$/, "must be 0 or 1")],
  ["alpha", matches(/^[\p{L}\p{M}]+$/u, "may have letters only")],
  ["alpha_num", matches(/^[\p{L}\p{M}\p{N}]+$/u, "may have letters and digits only")],
  ["alpha_dash", matches(/^[\p{L}\p{M}\p{N}_-]+$/u, "may have letters, digits, dash and underscore only")],
  ["url", matches(/^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+\S*$/i, "must be a URL")],
  ["in", isListed],
  ["digits", hasDigits],
  ["regex", fitsPattern],
  ["min", (subject, least) => sized(subject, Number(least), Infinity, `must be ${least} at least`)],
  ["max", (subject, most) => sized(subject, -Infinity, Number(most), `must be ${most} at most`)],
  ["size", (subject, size) => sized(subject, Number(size), Number(size), `must be exactly ${size}`)],
  ["between", isBetween],
]);

function isBetween(subject: Subject, parameter: string): string | null {
  const [least = "", most = ""] = listOf(parameter);
  return sized(subject, Number(least), Number(most), `must be between ${least} and ${most}`);
}

/** A number's own size where a rule calls it one, else how many characters it has. */
function sized({ value, isNumber }: Subject, least: number, most: number, says: string): string | null {
  const size = isNumber ? Number(value ?? 0) : charactersOf(value ?? "");
  if (size >= least && size <= most) return null;
  return isNumber ? says : `${says} characters long`;
}

/** As PHP counts them: code points. */
const charactersOf = (text: string) => Array.from(text).length;

function isListed({ value }: Subject, parameter: string): string | null {
  const listed = listOf(parameter);
  return value !== null && listed.includes(value) ? null : `must be one of ${listed.join(", ")}`;
}

function hasDigits({ value }: Subject, count: string): string | null {
  const fits = value !== null && /^\d+$/.test(value) && value.length === Number(count);
  return fits ? null : `must have exactly ${count} digits`;
}

/** PHP's patterns are nearly ours; one that is not readable here is left for the panel to judge. */
function fitsPattern({ value }: Subject, parameter: string): string | null {
  if (!/^\/.*\/[a-z]*$/su.test(parameter)) return null;
  const end = parameter.lastIndexOf("/");
  const flags = parameter.slice(end + 1).replace(/[^imsu]/g, "");
  let pattern: RegExp;
  try {
    pattern = new RegExp(parameter.slice(1, end), flags);
  } catch {
    return null;
  }
  return value !== null && pattern.test(value) ? null : `must match ${parameter}`;
}

/** `a,"b c"` as its entries, as Laravel reads a rule's parameters. */
const listOf = (parameter: string): string[] => parameter.split(",").map((entry) => entry.replace(/^"(.*)"$/, "$1"));
