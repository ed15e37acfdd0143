import { isList } from "./checks.ts";
import type { Rule } from "./parse-rules.ts";

type Message = string | { readonly numeric: string; readonly list: string; readonly text: string };

const MESSAGES: Readonly<Record<string, Message>> = {
  required: "The :attribute field is required.",
  required_with: "The :attribute field is required when :values is present.",
  present: "The :attribute field must be present.",
  filled: "The :attribute field is required.",
  accepted: "The :attribute must be accepted.",
  string: "The :attribute must be a string.",
  numeric: "The :attribute must be a number.",
  integer: "The :attribute must be an integer.",
  int: "The :attribute must be an integer.",
  boolean: "The :attribute field must be true or false.",
  array: "The :attribute must be an array.",
  alpha: "The :attribute may only contain letters.",
  alpha_num: "The :attribute may only contain letters and numbers.",
  alpha_dash: "The :attribute may only contain letters, numbers, and dashes.",
  in: "The selected :attribute is invalid.",
  not_in: "The selected :attribute is invalid.",
  exists: "The selected :attribute is invalid.",
  unique: "The :attribute has already been taken.",
  regex: "The :attribute format is invalid.",
  not_regex: "The :attribute format is invalid.",
  url: "The :attribute format is invalid.",
  email: "The :attribute must be a valid email address.",
  ip: "The :attribute must be a valid IP address.",
  uuid: "The :attribute must be a valid UUID.",
  digits: "The :attribute must be :0 digits.",
  digits_between: "The :attribute must be between :0 and :1 digits.",
  p_username:
    "The :attribute must start and end with alpha-numeric characters and\n                contain only letters, numbers, dashes, underscores, and periods.",
  between: {
    numeric: "The :attribute must be between :0 and :1.",
    list: "The :attribute must have between :0 and :1 items.",
    text: "The :attribute must be between :0 and :1 characters.",
  },
  min: {
    numeric: "The :attribute must be at least :0.",
    list: "The :attribute must have at least :0 items.",
    text: "The :attribute must be at least :0 characters.",
  },
  max: {
    numeric: "The :attribute may not be greater than :0.",
    list: "The :attribute may not have more than :0 items.",
    text: "The :attribute may not be greater than :0 characters.",
  },
  size: {
    numeric: "The :attribute must be :0.",
    list: "The :attribute must contain :0 items.",
    text: "The :attribute must be :0 characters.",
  },
};

/** The panel's words for a failed rule. `label` is the field's name as people read it. */
export function messageOf(rule: Rule, label: string, value: unknown, rules: readonly Rule[]): string {
  const message = MESSAGES[rule.name] ?? "The :attribute is invalid.";
  const text = typeof message === "string" ? message : message[kindOf(value, rules)];
  return text
    .replace(":attribute", label)
    .replace(":values", rule.args.map(words).join(" / "))
    .replace(/:(\d)/g, (_all, index: string) => rule.args[Number(index)] ?? "");
}

/** `feature_limits.databases` as the panel says it without a better name. */
export const words = (field: string): string => field.replaceAll("_", " ");

function kindOf(value: unknown, rules: readonly Rule[]): "numeric" | "list" | "text" {
  if (rules.some(({ name }) => name === "numeric" || name === "integer")) return "numeric";
  return isList(value) ? "list" : "text";
}
