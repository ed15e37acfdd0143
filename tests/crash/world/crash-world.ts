import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { type Sandbox, startSandbox } from "../../../electron/sandbox/start-sandbox.ts";
import { CATALOG_FILE, exampleCatalog } from "../../suites/shop/running-shop.ts";
import type { KillPoint } from "./given.ts";
import { KeptEngine } from "./kept-engine.ts";

export interface CrashOptions {
  /** At which write the engine's first life ends; null for never. */
  readonly killAt?: KillPoint | null;
  /** After how many ms each of its lives ends, beginning with the first. */
  readonly killAfter?: readonly number[];
  readonly tellsWrites?: boolean;
}

/**
 * A sandbox in this process, and an engine in another that may be killed at any instant: each with files of its own. Stripe
 * and the panel never notice, as they would not.
 */
export interface CrashWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** The engine of now: see {@link CrashWorld.startAgain}. */
  readonly engine: KeptEngine;
  readonly databaseFile: string;
  /** The ingress of the life that was ready last; undefined before the first. */
  ingress(): string | undefined;
  /** Another engine on the same files, where the one before was stopped. */
  startAgain(options: CrashOptions): void;
  /** Looks into the engine's database, for as long as `look` takes. */
  look<T>(look: (db: Sqlite.Database) => T): T;
}

export async function openCrashWorld(options: CrashOptions): Promise<CrashWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-crash-"));
  const databaseFile = path.join(folder, "engine.db");
  const catalog = exampleCatalog();
  const sandbox = await startSandbox({
    dataDir: folder,
    stripePort: 0,
    panelPort: 0,
    webhookUrl: null,
    keys: {},
    catalog,
  });
  const { stripe, panel, keys } = sandbox;
  const always = { databaseFile, catalogFile: CATALOG_FILE, sandbox: { stripe, panel, ...keys } };
  let ingress: string | undefined;
  const startEngine = ({ killAt = null, killAfter = [], tellsWrites = false }: CrashOptions) =>
    new KeptEngine({ ...always, killAt, tellsWrites }, killAfter, (url) => {
      ingress = url;
      sandbox.pointWebhooksAt(`${url}/api/stripe/webhook`);
    });
  let engine = startEngine(options);
  return {
    sandbox,
    get engine() {
      return engine;
    },
    databaseFile,
    ingress: () => ingress,
    startAgain(options) {
      ingress = undefined;
      engine = startEngine(options);
    },
    look(look) {
      const db = new Sqlite(databaseFile, { readonly: true });
      try {
        return look(db);
      } finally {
        db.close();
      }
    },
    async [Symbol.asyncDispose]() {
      await engine.stop();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
