/** One rule of a field: `between:3,15` is `{name: "between", args: ["3", "15"]}`. */
export interface Rule {
  readonly name: string;
  readonly args: readonly string[];
}

// A pattern may hold commas, so these take what stands after the colon as it is.
const WHOLE_ARGUMENT = new Set(["regex", "not_regex"]);

/** Reads the framework's rule string. It splits at every `|`, also inside a pattern, and so does the original. */
export const parseRules = (rules: string): Rule[] =>
  rules
    .split("|")
    .filter((rule) => rule.trim() !== "")
    .map((rule) => parseRule(rule.trim()));

function parseRule(rule: string): Rule {
  const colon = rule.indexOf(":");
  if (colon === -1) return { name: rule, args: [] };
  const name = rule.slice(0, colon);
  const rest = rule.slice(colon + 1);
  return { name, args: WHOLE_ARGUMENT.has(name) ? [rest] : rest.split(",") };
}

/** A `/pattern/flags` of the original's dialect as this one's; null where it can't be read. */
export function patternOf(written: string): RegExp | null {
  const delimiter = written.charAt(0);
  const end = written.lastIndexOf(delimiter);
  if (end <= 0) return null;
  const flags = written.slice(end + 1).replace(/[^imsu]/g, "");
  try {
    return new RegExp(written.slice(1, end), flags);
  } catch {
    return null;
  }
}
