import { valueAt } from "./field-values.ts";
import type { FieldRules } from "./validate.ts";

const hasDeploy = (body: unknown) => {
  const { value } = valueAt(body, "deploy");
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
};
const rules = (label: string | undefined, field: string, text: string): FieldRules =>
  label === undefined ? { field, rules: text } : { field, rules: text, label };
const plain = (field: string, text: string) => rules(undefined, field, text);

const LIMITS: readonly (readonly [string, string])[] = [
  ["memory", "required|numeric|min:0"],
  ["swap", "required|numeric|min:-1"],
  ["io", "required|numeric|between:10,1000"],
  ["cpu", "required|numeric|min:0"],
  ["threads", "nullable|regex:/^[0-9-,]+$/"],
  ["disk", "required|numeric|min:0"],
];
const limitRules = (name: string) => LIMITS.find(([limit]) => limit === name)![1];
const FEATURE_LIMITS = [
  plain("feature_limits", "required|array"),
  plain("feature_limits.databases", "present|nullable|integer|min:0"),
  plain("feature_limits.allocations", "sometimes|nullable|integer|min:0"),
  plain("feature_limits.backups", "present|nullable|integer|min:0"),
];
const EXTERNAL_ID = "sometimes|nullable|string|between:1,191|unique:servers,external_fold";
const IMAGE = "required|string|max:191|regex:/^~?[\\w\\.\\/\\-:@ ]*$/";

/** `POST /servers`. The egg's own variables are checked later, after a place was found. */
export const CREATE_SERVER: readonly FieldRules[] = [
  plain("external_id", EXTERNAL_ID),
  plain("name", "required|string|min:1|max:191"),
  plain("description", "nullable|string"),
  plain("user", "required|integer|exists:users"),
  plain("egg", "required|exists:eggs"),
  plain("docker_image", IMAGE),
  plain("startup", "required|string"),
  plain("environment", "present|array"),
  plain("skip_scripts", "sometimes|boolean"),
  plain("oom_disabled", "sometimes|boolean"),
  plain("limits", "required|array"),
  ...["memory", "swap", "disk", "io", "threads", "cpu"].map((name) => plain(`limits.${name}`, limitRules(name))),
  ...FEATURE_LIMITS,
  {
    field: "allocation.default",
    rules: "required|integer|bail|exists:allocations,free",
    onlyIf: (body) => !hasDeploy(body),
  },
  { field: "allocation.additional.*", rules: "integer|exists:allocations,free", onlyIf: (body) => !hasDeploy(body) },
  plain("deploy", "sometimes|required|array"),
  { field: "deploy.locations", rules: "present", onlyIf: hasDeploy },
  plain("deploy.locations", "array"),
  plain("deploy.locations.*", "integer|min:1"),
  plain("deploy.dedicated_ip", "required_with:deploy,boolean"),
  { field: "deploy.port_range", rules: "present", onlyIf: hasDeploy },
  plain("deploy.port_range", "array"),
  plain("deploy.port_range.*", "string"),
  plain("start_on_completion", "sometimes|boolean"),
];

/** `PATCH /servers/{id}/details`. */
export const SERVER_DETAILS: readonly FieldRules[] = [
  plain("external_id", EXTERNAL_ID),
  rules("Server Name", "name", "required|string|min:1|max:191"),
  rules("User ID", "user", "required|integer|exists:users"),
  plain("description", "sometimes|nullable|string"),
];

/** `PATCH /servers/{id}/build`: limits nested, or flat as old clients send them. */
export const SERVER_BUILD: readonly FieldRules[] = [
  plain("allocation", "required|bail|unique:servers,allocation_id|exists:allocations"),
  plain("oom_disabled", "sometimes|boolean"),
  plain("limits", "sometimes|array"),
  ...LIMITS.map(([name, text]) => plain(`limits.${name}`, text.replace("required|", "required_with:limits|"))),
  ...LIMITS.map(([name, text]) => plain(name, text.replace("required|", "sometimes|"))),
  plain("add_allocations", "bail|array"),
  plain("add_allocations.*", "integer"),
  plain("remove_allocations", "bail|array"),
  plain("remove_allocations.*", "integer"),
  ...FEATURE_LIMITS,
];

/** `PATCH /servers/{id}/startup`. */
export const SERVER_STARTUP: readonly FieldRules[] = [
  plain("startup", "required|string"),
  plain("environment", "present|array"),
  plain("egg", "required|exists:eggs"),
  plain("image", IMAGE),
  plain("skip_scripts", "present|boolean"),
];

export const CREATE_DATABASE: readonly FieldRules[] = [
  rules("Database Name", "database", "required|alpha_dash|min:1|max:48"),
  rules("Remote Connection String", "remote", "required|string|regex:/^[0-9%.]{1,15}$/"),
  rules("Database Host Server ID", "host", "required|integer|exists:database_hosts"),
];

/** `POST /users` and, where the row itself may keep its values, `PATCH /users/{id}`. */
export const SAVE_USER: readonly FieldRules[] = [
  rules("Third Party Identifier", "external_id", "sometimes|nullable|string|max:191|unique:users,external_fold"),
  plain("email", "required|email|between:1,191|unique:users,email_fold"),
  plain("username", "required|between:1,191|unique:users,username_fold|p_username"),
  plain("first_name", "required|string|between:1,191"),
  plain("last_name", "required|string|between:1,191"),
  plain("password", "sometimes|nullable|string"),
  plain("language", "string|in:af,ar,cs,da,de,en,es,fi,fr,hu,it,ja,ko,nl,no,pl,pt,ro,ru,sk,sv,tr,uk,vi,zh"),
  rules("Root Administrator Status", "root_admin", "boolean"),
];

export const SAVE_LOCATION: readonly FieldRules[] = [
  rules("Location Identifier", "short", "required|string|between:1,60|unique:locations,short"),
  rules("Location Description", "long", "nullable|string|between:1,191"),
];

export const CREATE_ALLOCATIONS: readonly FieldRules[] = [
  plain("ip", "required|string"),
  plain("alias", "sometimes|nullable|string|max:191"),
  plain("ports", "required|array"),
  plain("ports.*", "string"),
];

export const DEPLOYABLE_NODES: readonly FieldRules[] = [
  plain("page", "integer"),
  plain("memory", "required|integer|min:0"),
  plain("disk", "required|integer|min:0"),
  plain("location_ids", "array"),
  plain("location_ids.*", "integer"),
];

/** `POST /nodes` and `PATCH /nodes/{id}`. */
export const SAVE_NODE: readonly FieldRules[] = [
  plain("name", "required|regex:/^([\\w .-]{1,100})$/"),
  plain("description", "nullable|string"),
  rules("Location", "location_id", "required|exists:locations"),
  plain("public", "boolean"),
  plain("fqdn", "required|string"),
  plain("scheme", "required"),
  plain("behind_proxy", "boolean"),
  plain("maintenance_mode", "boolean"),
  plain("memory", "required|numeric|min:1"),
  plain("memory_overallocate", "required|numeric|min:-1"),
  plain("disk", "required|numeric|min:1"),
  plain("disk_overallocate", "required|numeric|min:-1"),
  plain("daemon_base", "sometimes|required|regex:/^([\\/][\\d\\w.\\-\\/]+)$/"),
  plain("daemon_sftp", "required|numeric|between:1,65535"),
  plain("daemon_listen", "required|numeric|between:1,65535"),
  plain("upload_size", "int|between:1,1024"),
];

export const POWER: readonly FieldRules[] = [plain("signal", "required|string|in:start,stop,restart,kill")];
