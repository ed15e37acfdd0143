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
  readonly engine: KeptEngine;
  readonly databaseFile: string;
  /** The ingress of the life that was ready last; undefined before the first. */
  ingress(): string | undefined;
  /** Looks into the engine's database, for as long as `look` takes. */
  look<T>(look: (db: Sqlite.Database) => T): T;
}

export async function openCrashWorld(options: CrashOptions): Promise<CrashWorld> {
  const { killAt = null, killAfter = [], tellsWrites = false } = options;
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
  const given = { databaseFile, catalogFile: CATALOG_FILE, sandbox: { stripe, panel, ...keys }, killAt, tellsWrites };
  let ingress: string | undefined;
  const engine = new KeptEngine(given, killAfter, (url) => {
    ingress = url;
    sandbox.pointWebhooksAt(`${url}/api/stripe/webhook`);
  });
  return {
    sandbox,
    engine,
    databaseFile,
    ingress: () => ingress,
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
