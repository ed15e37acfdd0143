import { z } from "zod";
import { Environment } from "../../../shared/kernel/environment.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { checkTogether } from "./check-together.ts";
import { dataFolderOf } from "./data-folder.ts";
import * as field from "./fields.ts";
import { readFlags } from "./read-flags.ts";
import { SETTINGS, type Setting, type SettingName } from "./settings.ts";

const Settings = z.object({
  env: Environment.default("sandbox"),
  dataDir: field.folder,
  ingressHost: field.host.default("127.0.0.1"),
  ingressPort: field.port.default(3001),
  consoleHost: field.host.default("127.0.0.1"),
  consolePort: field.port.default(3010),
  consoleToken: field.consoleToken.optional(),
  restoreFile: field.folder.optional(),
  databaseUrl: z.string().optional(),
  stripeSecretKey: field.stripeKey.optional(),
  stripeWebhookSecrets: field.listOf(field.webhookSecret).default([]),
  stripeApiBase: field.origin.optional(),
  panelUrl: field.address.optional(),
  panelKind: field.panelKind.default("pterodactyl"),
  panelApiKey: field.panelKey.optional(),
  jwtSecret: field.secretText.optional(),
  jwksUrl: field.keySetAddress.optional(),
  catalogFile: field.folder.optional(),
  publicUrl: field.address.optional(),
  storefrontOrigins: field.listOf(field.origin).default([]),
} satisfies Record<SettingName, z.ZodType>);

/** All settings, parsed. What is undefined was not set. Paths are absolute, addresses have no slash at their end. */
export type HostSettings = z.infer<typeof Settings>;

export interface HostConfig extends HostSettings {
  /** Open the console in a browser when ready, where a display is there. */
  readonly open: boolean;
  /** What was noticed and is no reason to refuse; sentences for the log. */
  readonly warnings: readonly string[];
}

/** Where settings come from: never `process` itself, so that every refusal can be tested. */
export interface ConfigSources {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** A desktop's command line carries Chromium's switches: what is unknown is skipped. */
  readonly lenient?: boolean;
}

/** What a command line asked for. */
export type Asked =
  { readonly kind: "run"; readonly config: HostConfig } | { readonly kind: "help" } | { readonly kind: "version" };

/** A sentence that names the flag or variable which can't be used; it never quotes a secret. */
export interface ConfigRefused {
  readonly says: string;
}

const settings = Object.entries(SETTINGS) as [SettingName, Setting][];
const known = {
  valued: settings.flatMap(([, { flag }]) => flag ?? []),
  alone: ["--open", "--no-open", "--help", "--version"],
};

/** A flag, else the variable, else the default; all parsed once. An empty variable counts as unset. */
export function readHostConfig(sources: ConfigSources): Result<Asked, ConfigRefused> {
  const flags = readFlags(sources.argv, { ...known, lenient: sources.lenient ?? false });
  if (!flags.ok) return err({ says: flags.error });
  const { values, switches } = flags.value;
  if (switches.has("--help")) return ok({ kind: "help" });
  if (switches.has("--version")) return ok({ kind: "version" });

  const given: Partial<Record<SettingName, string>> = {};
  const names = new Map<SettingName, string>();
  for (const [name, { flag, variable }] of settings) {
    const source = [flag, variable].find((key) => key && (values.has(key) || sources.env[key]));
    if (!source) continue;
    given[name] = values.get(source) ?? sources.env[source] ?? "";
    names.set(name, source);
  }
  given.dataDir ??= dataFolderOf(sources);

  const parsed = Settings.safeParse(given);
  if (!parsed.success) return err({ says: sayIssue(parsed.error, given, names) });
  const nameOf = (name: SettingName) => names.get(name) ?? ownName(name);
  const disagreement = checkTogether(parsed.data, nameOf);
  if (disagreement) return err({ says: disagreement });
  const open = switches.has("--open") && !switches.has("--no-open");
  return ok({ kind: "run", config: { ...parsed.data, open, warnings: warningsOf(parsed.data, sources.env, nameOf) } });
}

function sayIssue(error: z.ZodError, given: Partial<Record<SettingName, string>>, names: Map<SettingName, string>) {
  const [issue] = error.issues;
  const name = issue?.path[0] as SettingName;
  const { secret }: Setting = SETTINGS[name];
  const value = given[name] ?? "";
  const quoted = secret || value.includes("@") ? "" : ` ${JSON.stringify(value)}`; // an @ may follow a password
  const says = name === "env" ? "is not an environment: choose sandbox, test or live" : issue?.message;
  return `${names.get(name) ?? ownName(name)}${quoted} ${says}.`;
}

function ownName(name: SettingName): string {
  const { variable, flag }: Setting = SETTINGS[name];
  return variable ?? flag ?? name;
}

const LOOPBACK = /^(localhost|::1|127(\.\d+){3})$/;

function warningsOf({ consoleHost }: HostSettings, env: ConfigSources["env"], nameOf: (name: SettingName) => string) {
  const open = `${nameOf("consoleHost")} ${consoleHost} opens the console to the network, unencrypted. Keep that network private.`;
  return [...unknownVariables(env), ...(LOOPBACK.test(consoleHost) ? [] : [open])];
}

/** A misspelt variable would be ignored in silence; the value is not shown, it may be a secret. */
function unknownVariables(env: ConfigSources["env"]): string[] {
  const variables = new Set(settings.flatMap(([, { variable }]) => variable ?? []));
  return Object.keys(env)
    .filter((name) => name.startsWith("WAYBILL_") && !variables.has(name))
    .map((name) => `${name} is set, but Waybill has no such variable; it is ignored.`);
}
