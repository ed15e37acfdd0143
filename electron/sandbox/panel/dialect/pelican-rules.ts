import { CREATE_SERVER, SAVE_NODE, SAVE_USER } from "../rules/request-rules.ts";
import type { FieldRules } from "../rules/validate.ts";

const without = (rules: readonly FieldRules[], ...fields: readonly string[]): FieldRules[] =>
  rules.filter(({ field }) => !fields.includes(field));

const hasDeploy = CREATE_SERVER.find(({ field }) => field === "deploy.port_range")!.onlyIf!;

/** Image and start command may be left to the egg; a deploy names tags, and locations no more. */
export const CREATE_PELICAN_SERVER: readonly FieldRules[] = [
  ...without(CREATE_SERVER, "docker_image", "startup", "oom_disabled", "deploy.locations", "deploy.locations.*"),
  { field: "docker_image", rules: "sometimes|string" },
  { field: "startup", rules: "sometimes|string" },
  { field: "oom_killer", rules: "sometimes|boolean" },
  { field: "deploy.locations", rules: "sometimes|array" },
  { field: "deploy.tags", rules: "present", onlyIf: hasDeploy },
  { field: "deploy.tags", rules: "array" },
  { field: "deploy.tags.*", rules: "string|min:1" },
];

/** Nobody has a first and a last name. */
export const SAVE_PELICAN_USER: readonly FieldRules[] = without(SAVE_USER, "first_name", "last_name");

export const SAVE_PELICAN_NODE: readonly FieldRules[] = [
  ...without(SAVE_NODE, "location_id"),
  { field: "tags", rules: "array" },
  { field: "tags.*", rules: "string" },
];
