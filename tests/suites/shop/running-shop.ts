import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { onTestFinished } from "vitest";
import { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import type { Engine } from "../../../electron/engine/engine.ts";
import type { EngineOptions } from "../../../electron/engine/ports.ts";
import { startEngine } from "../../../electron/engine/start-engine.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../electron/sandbox/start-sandbox.ts";
import { tokenFor } from "./token.ts";

export const CATALOG_FILE = path.join(import.meta.dirname, "../../../resources/catalog.example.json");
export const exampleCatalog = (): CatalogFile => CatalogFile.parse(JSON.parse(readFileSync(CATALOG_FILE, "utf8")));

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** A sandbox and an engine on it, in one process but over real HTTP, with files of their own; gone when the test ends. */
export interface RunningShop {
  readonly sandbox: Sandbox;
  readonly engine: Engine;
  /** The engine's database, opened a second time to look at. */
  readonly db: Sqlite.Database;
  /** Asks the ingress as a customer. */
  ask(
    route: string,
    init?: Omit<RequestInit, "headers"> & { readonly as?: string; readonly headers?: Record<string, string> },
  ): Promise<Response>;
  /** Stops the engine and starts it again on the same file. */
  restart(): Promise<RunningShop>;
}

export interface ShopOptions {
  readonly engine?: Partial<EngineOptions>;
  /** How the sandbox differs from the usual one. */
  readonly sandbox?: Partial<SandboxOptions>;
  /** What the engine is told that depends on the sandbox. */
  readonly with?: (sandbox: Sandbox) => Partial<EngineOptions> | Promise<Partial<EngineOptions>>;
  /** The catalog that the engine imports, where it differs from what the sandbox was made from. */
  readonly catalogFile?: string;
  /** Where the engine's database lies; in a folder of the test's own where it is not said. */
  readonly databaseFile?: string;
  /** Whether the sandbox's Stripe sends its webhooks to this engine. */
  readonly webhooks?: boolean;
}

export async function openShop(options: ShopOptions = {}): Promise<RunningShop> {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-shop-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const sandbox = await startSandbox({
    dataDir: folder,
    stripePort: 0,
    panelPort: 0,
    webhookUrl: null,
    keys: {},
    catalog: exampleCatalog(),
    ...options.sandbox,
  });
  onTestFinished(() => sandbox.close());
  return startOn(sandbox, options.databaseFile ?? path.join(folder, "engine.db"), options);
}

async function startOn(sandbox: Sandbox, databaseFile: string, options: ShopOptions): Promise<RunningShop> {
  const started = await startEngine({
    env: "sandbox",
    version: "0.0.0-test",
    databaseFile,
    ingress: { host: "127.0.0.1", port: 0 },
    stripe: {
      secretKey: sandbox.keys.stripe_secret_key,
      webhookSecrets: [sandbox.keys.stripe_webhook_secret],
      apiBase: sandbox.stripe,
    },
    panel: { url: sandbox.panel, apiKey: sandbox.keys.panel_api_key },
    storefront: { jwtSecret: sandbox.keys.jwt_secret, jwksUrl: null, publicUrl: "https://shop.example", origins: [] },
    catalogFile: options.catalogFile ?? CATALOG_FILE,
    log: silent,
    now: Date.now,
    ...options.engine,
    ...(await options.with?.(sandbox)),
  });
  if (!started.ok) throw new Error(started.error.says);
  const engine = started.value;
  if (options.webhooks !== false) sandbox.pointWebhooksAt(`${engine.ingressUrl}/api/stripe/webhook`);
  const db = new Sqlite(databaseFile, { readonly: true });
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    db.close();
    await engine.stop();
  };
  onTestFinished(stop);
  return {
    sandbox,
    engine,
    db,
    async ask(route, { as = "customer-1", headers, ...init } = {}) {
      const token = await tokenFor(sandbox.keys.jwt_secret, as);
      return fetch(new URL(route, engine.ingressUrl), {
        ...init,
        headers: { authorization: `Bearer ${token}`, ...headers },
      });
    },
    async restart() {
      await stop();
      return startOn(sandbox, databaseFile, options);
    },
  };
}
