import { mkdirSync } from "node:fs";
import type { CatalogFile } from "../../shared/contract/catalog-file.ts";
import { portRefused } from "./listen.ts";
import type { PanelKind } from "./panel/dialect/panel-dialect.ts";
import { type SandboxPanelOptions, startSandboxPanel } from "./panel/start-sandbox-panel.ts";
import { panelSeedOf } from "./panel-seed.ts";
import { type Lab, type LabSides, prepareLab, type PreparedLab, type ScenariosAsked } from "./scenarios/lab.ts";
import { sandboxFiles } from "./sandbox-files.ts";
import { keepKeys, type SandboxKeys } from "./sandbox-keys.ts";
import { type SandboxStripeOptions, startSandboxStripe } from "./stripe/start-sandbox-stripe.ts";
import { stripeSeedOf } from "./stripe-seed.ts";
import { keepBrokenOffWorld } from "./world/ground-truth.ts";

/** Structured log; the hosts' fits. */
interface SandboxLog {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
}

export interface SandboxOptions {
  /** State and keys live in its folder `sandbox`, which is made where it is missing. */
  readonly dataDir: string;
  readonly host?: string;
  /** 0 takes a free one. */
  readonly stripePort: number;
  readonly panelPort: number;
  /** Where Stripe's events are posted; null for nowhere yet. */
  readonly webhookUrl: string | null;
  /** Those that are given take the place of the sandbox's own. */
  readonly keys: Partial<SandboxKeys>;
  readonly catalog: CatalogFile;
  /** Which panel it has: a Pterodactyl, where it is not said. Each has a state of its own. */
  readonly panelKind?: PanelKind;
  /** How long the panel's installs take and how long it waits for a silent daemon, where not as usual. */
  readonly panelTimings?: Pick<SandboxPanelOptions, "installMs" | "daemonTimeoutMs">;
  /** How long Stripe waits before it tries a webhook again, where not as usual. */
  readonly stripeTimings?: Pick<SandboxStripeOptions, "retryDelay">;
  /** Scenarios that run from the start, in the place of those that ran when it ended. */
  readonly scenarios?: ScenariosAsked;
  /** By what the times in scenarios are multiplied; 1, where it is not said. */
  readonly scenarioScale?: number;
  readonly now?: () => number;
  readonly log?: SandboxLog;
}

export interface Sandbox {
  /** Origins, without a trailing slash. */
  readonly stripe: string;
  readonly panel: string;
  readonly keys: SandboxKeys;
  /** Breaks things on purpose, and lets customers come. */
  readonly lab: Lab;
  pointWebhooksAt(url: string | null): void;
  close(): Promise<void>;
}

/**
 * Starts a Stripe and a panel on this machine that sell and run what the catalog says. What happened on them stays in
 * the data folder: a later start adds what a changed catalog needs and takes nothing away. A port that is taken rejects
 * with an Error of one sentence whose code is EADDRINUSE, and leaves nothing running; so does a scenario that there is not.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = "127.0.0.1", catalog, panelKind = "pterodactyl", log, now = Date.now } = options;
  const files = sandboxFiles(options.dataDir, panelKind);
  mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  keepBrokenOffWorld(files.world);
  const keys = keepKeys(files.keys, options.keys, panelKind);
  const shared = { host, now, log: (line: string) => log?.info({}, line) };
  const { scenarioScale: scale = 1 } = options;
  const prepared = prepareLab({ file: files.lab, keys, catalog, now, scale });

  const stripe = await startSandboxStripe({
    ...shared,
    ...options.stripeTimings,
    faults: prepared.stripeFaults,
    control: prepared.control,
    port: options.stripePort,
    dataFile: files.stripe,
    secretKey: keys.stripe_secret_key,
    webhookSecret: keys.stripe_webhook_secret,
    webhookUrl: options.webhookUrl,
    seed: stripeSeedOf(catalog),
  }).catch(refuse(host, options.stripePort));
  const panel = await startSandboxPanel({
    ...shared,
    ...options.panelTimings,
    faults: prepared.panelFaults,
    random: prepared.random,
    kind: panelKind,
    port: options.panelPort,
    dataFile: files.panel,
    apiKey: keys.panel_api_key,
    clientKey: keys.panel_client_key,
    seed: panelSeedOf(catalog),
  }).catch(async (cause: unknown) => {
    await stripe.close();
    throw cause;
  });
  let pointedAt = options.webhookUrl;
  const shopUrl = () => (pointedAt === null ? null : new URL(pointedAt).origin);
  const close = async () => {
    await prepared.close();
    await Promise.all([stripe.close(), panel.close()]);
  };
  const lab = await openLab(prepared, { stripe, panel, shopUrl }, options.scenarios).catch(async (cause: unknown) => {
    await close();
    throw cause;
  });
  return {
    stripe: stripe.url,
    panel: panel.url,
    keys,
    lab,
    pointWebhooksAt: (url) => {
      stripe.pointWebhooksAt(url);
      pointedAt = url;
    },
    close,
  };
}

async function openLab(prepared: PreparedLab, sides: LabSides, asked: ScenariosAsked | undefined): Promise<Lab> {
  const lab = await prepared.open(sides);
  const started = asked && (await lab.start(asked));
  if (started && !started.ok) throw Object.assign(new Error(started.error.says), { code: started.error.code });
  return lab;
}

/** The system's refusal of a port in one sentence; anything else goes on as it is. */
const refuse =
  (host: string, port: number) =>
  (cause: unknown): never => {
    const { syscall } = cause as NodeJS.ErrnoException;
    throw syscall === "listen" ? portRefused(cause as NodeJS.ErrnoException, host, port) : cause;
  };
