import { CHECKS, type CheckContext, IMPLICIT, isList, type RuleWorld } from "./checks.ts";
import { expandField, type FoundValue, valueAt } from "./field-values.ts";
import { messageOf, words } from "./messages.ts";
import { parseRules, type Rule } from "./parse-rules.ts";

/** A field with its rules as the framework writes them, and its name for people where it has one. */
export interface FieldRules {
  readonly field: string;
  readonly rules: string;
  readonly label?: string;
  /** Which of the rules apply depends on the body: those of `when` that fits stand before `rules`. */
  readonly onlyIf?: (body: unknown) => boolean;
}

export interface Failure {
  readonly field: string;
  readonly rule: string;
  readonly detail: string;
}

/**
 * Checks a body against rules in the order given, as the framework does: every failed rule is told, but once an implicit
 * one fails the field's others are not asked, an absent or empty field is asked implicit rules only, and `nullable` lets
 * null pass. An empty list means that all is well.
 */
export function validate(body: unknown, fields: readonly FieldRules[], world: RuleWorld): Failure[] {
  const asked = fields.filter(({ onlyIf }) => onlyIf?.(body) ?? true);
  const names = [...new Set(asked.flatMap(({ field }) => expandField(body, field)))];
  return names.flatMap((name) => {
    const own = asked.filter(({ field }) => expandField(body, field).includes(name));
    const rules = own.flatMap((field) => parseRules(field.rules));
    const label = own.find((field) => field.label !== undefined)?.label ?? words(name);
    return failuresOf(body, { name, label, rules }, world);
  });
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly rules: readonly Rule[];
}

function failuresOf(body: unknown, { name, label, rules }: Field, world: RuleWorld): Failure[] {
  const found = valueAt(body, name);
  const has = (rule: string) => rules.some((one) => one.name === rule);
  if (has("sometimes") && !found.present) return [];
  const failures: Failure[] = [];
  for (const rule of rules) {
    if (!isAsked(rule, found, has("nullable")) || holds(rule, found, body, { rules, world })) continue;
    failures.push({ field: name, rule: rule.name, detail: messageOf(rule, label, found.value, rules) });
    if (IMPLICIT.has(rule.name) || has("bail")) break;
  }
  return failures;
}

function isAsked(rule: Rule, { present, value }: FoundValue, nullable: boolean): boolean {
  if (IMPLICIT.has(rule.name)) return true;
  if (!present || value === "") return false;
  return !(nullable && value === null);
}

function holds(rule: Rule, found: FoundValue, body: unknown, context: CheckContext): boolean {
  if (rule.name === "required") return isFilled(found);
  if (rule.name === "present") return found.present;
  if (rule.name === "filled") return !found.present || isFilled(found);
  if (rule.name === "required_with")
    return isFilled(found) || !rule.args.some((other) => isFilled(valueAt(body, other)));
  return CHECKS[rule.name]?.(found.value, rule.args, context) ?? true;
}

function isFilled({ present, value }: FoundValue): boolean {
  if (!present || value === null || value === undefined || value === "") return false;
  return !isList(value) || Object.keys(value).length > 0;
}
