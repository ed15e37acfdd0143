import { mkdirSync } from "node:fs";
import path from "node:path";
import type { CatalogFile } from "../../shared/contract/catalog-file.ts";
import { portRefused } from "./listen.ts";
import type { PanelKind } from "./panel/dialect/panel-dialect.ts";
import { type SandboxPanelOptions, startSandboxPanel } from "./panel/start-sandbox-panel.ts";
import { panelSeedOf } from "./panel-seed.ts";
import { keepKeys, type SandboxKeys } from "./sandbox-keys.ts";
import { startSandboxStripe } from "./stripe/start-sandbox-stripe.ts";
import { stripeSeedOf } from "./stripe-seed.ts";

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
  readonly now?: () => number;
  readonly log?: SandboxLog;
}

export interface Sandbox {
  /** Origins, without a trailing slash. */
  readonly stripe: string;
  readonly panel: string;
  readonly keys: SandboxKeys;
  pointWebhooksAt(url: string | null): void;
  close(): Promise<void>;
}

/**
 * Starts a Stripe and a panel on this machine that sell and run what the catalog says. What happened on them stays in
 * the data folder: a later start adds what a changed catalog needs and takes nothing away. A port that is taken rejects
 * with an Error of one sentence whose code is EADDRINUSE, and leaves nothing running.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = "127.0.0.1", catalog, panelKind = "pterodactyl", log, now = Date.now } = options;
  const folder = path.join(options.dataDir, "sandbox");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const keys = keepKeys(path.join(folder, "keys.json"), options.keys, panelKind);
  const shared = { host, now, log: (line: string) => log?.info({}, line) };

  const stripe = await startSandboxStripe({
    ...shared,
    port: options.stripePort,
    dataFile: path.join(folder, "stripe.db"),
    secretKey: keys.stripe_secret_key,
    webhookSecret: keys.stripe_webhook_secret,
    webhookUrl: options.webhookUrl,
    seed: stripeSeedOf(catalog),
  }).catch(refuse(host, options.stripePort));
  const panel = await startSandboxPanel({
    ...shared,
    ...options.panelTimings,
    kind: panelKind,
    port: options.panelPort,
    dataFile: path.join(folder, PANEL_FILES[panelKind]),
    apiKey: keys.panel_api_key,
    clientKey: keys.panel_client_key,
    seed: panelSeedOf(catalog),
  }).catch(async (cause: unknown) => {
    await stripe.close();
    throw cause;
  });
  return {
    stripe: stripe.url,
    panel: panel.url,
    keys,
    pointWebhooksAt: (url) => stripe.pointWebhooksAt(url),
    close: async () => void (await Promise.all([stripe.close(), panel.close()])),
  };
}

const PANEL_FILES: Readonly<Record<PanelKind, string>> = { pterodactyl: "panel.db", pelican: "pelican.db" };

/** The system's refusal of a port in one sentence; anything else goes on as it is. */
const refuse =
  (host: string, port: number) =>
  (cause: unknown): never => {
    const { syscall } = cause as NodeJS.ErrnoException;
    throw syscall === "listen" ? portRefused(cause as NodeJS.ErrnoException, host, port) : cause;
  };
