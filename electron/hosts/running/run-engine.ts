import path from "node:path";
import { readCatalog } from "../../engine/catalog/read-catalog-file.ts";
import type { Engine, EngineRefused } from "../../engine/engine.ts";
import type { LabPort } from "../../engine/lab/lab-port.ts";
import type { ForwardOptions } from "../../engine/forward/forward-options.ts";
import type { Clock, EngineOptions } from "../../engine/ports.ts";
import { startEngine } from "../../engine/start-engine.ts";
import type { SandboxKeys } from "../../sandbox/sandbox-keys.ts";
import type { Sandbox } from "../../sandbox/start-sandbox.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { HostSettings } from "../config/host-config.ts";
import { httpLab } from "../lab/http-lab.ts";
import type { HostLog } from "../log/host-log.ts";
import { NO_SEAL, otherSigningSecrets, type Seal, signingSecretsFile } from "../secrets/signing-secrets.ts";
import { findCli, passedEnvironment } from "./find-cli.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import { unusable, type HostRefused } from "./host-refused.ts";
import { programVersion } from "./project-root.ts";
import { reachableOrigin } from "./reachable-origin.ts";
import { runSandbox } from "./run-sandbox.ts";

export interface RunningEngine {
  readonly engine: Engine;
  /** The Stripe and the panel that were started beside it; null where it speaks to others. */
  readonly sandbox: Sandbox | null;
  /** Drains, closes the database, leaves the data folder to others. */
  stop(): Promise<void>;
}

/** What a host brings along: its log, its clock, and the folder that holds `resources`. */
export interface HostParts {
  readonly log: HostLog;
  readonly now: Clock;
  readonly root: string;
  /** The system's key store, where the host can reach one. */
  readonly seal?: Seal;
}

/** Starts the engine of an environment, with its sandbox where it has one. Refuses in a sentence; leaves nothing running. */
export async function runEngine(settings: HostSettings, host: HostParts): Promise<Result<RunningEngine, HostRefused>> {
  const locked = lockDataFolder(settings.dataDir, settings.env);
  if (!locked.ok) return locked;
  const { stripeSecretKey, stripeWebhookSecrets, panelApiKey, jwtSecret } = settings;
  host.log.hide([stripeSecretKey, ...stripeWebhookSecrets, panelApiKey, jwtSecret]);
  const started = await startLocked(settings, host);
  if (!started.ok) locked.value.release();
  return started.ok
    ? ok({ ...started.value, stop: () => started.value.stop().finally(() => locked.value.release()) })
    : started;
}

async function startLocked(settings: HostSettings, host: HostParts): Promise<Result<RunningEngine, HostRefused>> {
  const catalogFile = settings.catalogFile ?? exampleCatalog(settings, host);
  const sandboxed = await startSandboxFor(settings, catalogFile);
  if (!sandboxed.ok) return sandboxed;
  const sandbox = sandboxed.value;
  host.log.hide(Object.values(sandbox?.keys ?? {}));
  const learned = await learnedSecrets(settings, host);
  const started = learned.ok
    ? await startEngine(engineOptions(settings, host, sandbox, catalogFile, learned.value))
    : learned;
  if (!started.ok) {
    await sandbox?.close();
    return err(hostRefusal(started.error));
  }
  const engine = started.value;
  sandbox?.pointWebhooksAt(`${reachableOrigin(engine.ingressUrl)}/api/stripe/webhook`);
  return ok({
    engine,
    sandbox,
    async stop() {
      await engine.stop();
      await sandbox?.close();
    },
  });
}

const hostRefusal = (refused: HostRefused | EngineRefused): HostRefused =>
  "exitCode" in refused ? refused : { exitCode: refused.code === "DATABASE_NEWER" ? 3 : 2, says: refused.says };

type LearnedSecrets = Pick<EngineOptions, "secretStore"> & Pick<EngineOptions["stripe"], "otherWebhookSecrets">;

/** Signing secrets that engines of this data folder learned: this environment's to use, the others' to name them. */
async function learnedSecrets(
  { dataDir, env }: HostSettings,
  { log, seal = NO_SEAL }: HostParts,
): Promise<Result<Required<LearnedSecrets>, HostRefused>> {
  const others = await otherSigningSecrets({ dataDir, seal, log }, env);
  if (!others.ok) return others;
  return ok({ secretStore: signingSecretsFile({ dataDir, seal, log }, env), otherWebhookSecrets: others.value });
}

/** A newcomer has no catalog; the sandbox has one for them. */
const exampleCatalog = ({ env }: HostSettings, { root }: HostParts): string | null =>
  env === "sandbox" ? path.join(root, "resources", "catalog.example.json") : null;

async function startSandboxFor(
  settings: HostSettings,
  catalogFile: string | null,
): Promise<Result<Sandbox | null, HostRefused>> {
  if (settings.env !== "sandbox" || settings.stripeApiBase || !catalogFile) return ok(null);
  const catalog = await readCatalog(catalogFile);
  if (!catalog.ok) return err(unusable(catalog.error.says));
  const { dataDir, panelKind } = settings;
  return runSandbox({ dataDir, keys: givenKeys(settings), catalog: catalog.value, panelKind });
}

/** Keys that were given by variable; the sandbox makes the others. */
export function givenKeys(settings: HostSettings): Partial<SandboxKeys> {
  const { stripeSecretKey, stripeWebhookSecrets, panelApiKey, jwtSecret } = settings;
  const [webhookSecret] = stripeWebhookSecrets;
  return {
    ...(stripeSecretKey && { stripe_secret_key: stripeSecretKey }),
    ...(webhookSecret && { stripe_webhook_secret: webhookSecret }),
    ...(panelApiKey && { panel_api_key: panelApiKey }),
    ...(jwtSecret && { jwt_secret: jwtSecret }),
  };
}

/** The fault lab of the sandbox in use; no other environment has one. */
function labFor({ env, stripeApiBase }: HostSettings, sandbox: Sandbox | null): LabPort | null {
  const origin = sandbox?.stripe ?? stripeApiBase;
  return env === "sandbox" && origin ? httpLab(origin) : null;
}

/** Where the database of an environment lies. */
export const databaseFileOf = ({ dataDir, env }: Pick<HostSettings, "dataDir" | "env">): string =>
  path.join(dataDir, `${env}.db`);

function forwardOptions({ dataDir, env }: HostSettings, root: string): ForwardOptions {
  const { platform, arch, env: environment, resourcesPath: resources } = process as typeof process & Resources;
  const cli = findCli({ platform, arch, env: environment, root, resources });
  return { cli, folder: path.join(dataDir, "forward", env), passed: passedEnvironment(environment) };
}

/** Electron's processes say where the app's files are; plain Node has no such thing. */
interface Resources {
  readonly resourcesPath?: string;
}

function engineOptions(
  settings: HostSettings,
  { log, now, root }: HostParts,
  sandbox: Sandbox | null,
  catalogFile: string | null,
  { secretStore, otherWebhookSecrets }: Required<LearnedSecrets>,
): EngineOptions {
  const keys = sandbox?.keys;
  return {
    env: settings.env,
    version: programVersion(root),
    databaseFile: databaseFileOf(settings),
    ingress: { host: settings.ingressHost, port: settings.ingressPort },
    stripe: {
      secretKey: keys?.stripe_secret_key ?? settings.stripeSecretKey ?? null,
      webhookSecrets: keys
        ? [keys.stripe_webhook_secret, ...settings.stripeWebhookSecrets.slice(1)]
        : settings.stripeWebhookSecrets,
      otherWebhookSecrets,
      apiBase: sandbox?.stripe ?? settings.stripeApiBase ?? null,
    },
    panel: {
      url: sandbox?.panel ?? settings.panelUrl ?? null,
      apiKey: keys?.panel_api_key ?? settings.panelApiKey ?? null,
      kind: settings.panelKind,
    },
    storefront: {
      jwtSecret: keys?.jwt_secret ?? settings.jwtSecret ?? null,
      jwksUrl: settings.jwksUrl ?? null,
      publicUrl: settings.publicUrl ?? null,
      origins: settings.storefrontOrigins,
    },
    secretStore,
    forward: forwardOptions(settings, root),
    catalogFile,
    lab: labFor(settings, sandbox),
    log,
    now,
  };
}
