import type { z } from "zod";
import type { LocatedJson } from "./located-json.ts";

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** What is wrong with a value of the catalog, without saying where; sentences that the schema itself brings stand. */
export function describeIssue(issue: RawIssue): string {
  if (issue.code === "invalid_type" && issue.input === undefined) return "a value is missing";
  switch (issue.code) {
    case "invalid_type":
      return `${EXPECTED[issue.expected] ?? issue.expected} is expected, not ${shown(issue.input)}`;
    case "too_small":
      return `${smallest(issue)}, not ${shown(issue.input)}`;
    case "too_big":
      return `${issue.maximum} is the most, not ${shown(issue.input)}`;
    case "invalid_value":
      return `one of ${issue.values.map(String).join(", ")} is expected, not ${shown(issue.input)}`;
    case "unrecognized_keys":
      return `the catalog knows no field ${issue.keys.join(", ")} here`;
    case "invalid_key":
      return "this is no name that may stand here";
    default:
      return `${shown(issue.input)} does not fit`;
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  string: "a text in double quotes",
  boolean: "true or false",
  object: "an object { … }",
  record: "an object { … }",
  array: "a list [ … ]",
};

function smallest({ origin, minimum, inclusive }: Extract<RawIssue, { code: "too_small" }>): string {
  if (origin === "string") return "a text that is not empty is expected";
  if (origin === "array") return `${minimum} entry at least is expected`;
  return inclusive ? `${minimum} is the least` : `more than ${minimum} is expected`;
}

function shown(input: unknown): string {
  if (Array.isArray(input)) return input.length === 0 ? "an empty list" : "a list";
  if (typeof input === "object" && input !== null) return "an object";
  if (typeof input === "string" && input.length > 60) return `${JSON.stringify(input.slice(0, 60))}…`;
  return JSON.stringify(input) ?? "nothing";
}

/** One issue as a sentence: where it stands (if the document knows), which plan and field, and what is wrong. */
export function issueSentence(issue: z.core.$ZodIssue, value: unknown, json: LocatedJson | null): string {
  const inner = issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  const subject = subjectOf(issue.path, value);
  const what = subject === "" ? issue.message : `${subject}: ${issue.message}`;
  if (!json) return `${what}.`;
  const { line, column } = json.positionOf(inner);
  return `Line ${line}, column ${column}: ${what}.`;
}

const KINDS: Readonly<Record<string, string>> = { plans: "plan", regions: "region", addons: "add-on" };

/** `plan paper-4gb, prices.monthly.amount`; an entry without an id is told by its number. */
function subjectOf(path: readonly PropertyKey[], value: unknown): string {
  const [list, index, ...field] = path;
  const kind = KINDS[String(list)];
  if (kind === undefined || index === undefined) return path.map(String).join(".");
  const id = at(at(at(value, list), index), "id");
  const name = `${kind} ${typeof id === "string" ? id : `number ${Number(index) + 1}`}`;
  return field.length === 0 ? name : `${name}, ${field.map(String).join(".")}`;
}

function at(value: unknown, key: PropertyKey | undefined): unknown {
  if (typeof value !== "object" || value === null || key === undefined) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined;
}
