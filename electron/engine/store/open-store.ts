import Sqlite from "better-sqlite3";
import { Kysely } from "kysely";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { ImmediateSqliteDialect } from "./immediate-dialect.ts";
import { migrations } from "./migrations/index.ts";
import { readSchemaVersion } from "./read-schema-version.ts";
import type { Tables } from "./tables.ts";
import { isDamage, type OnFault, tellFaultsOf } from "./fault.ts";
import { logSync } from "./log-sync.ts";

/** What queries run on: the database itself or a transaction of it. */
export type Db = Kysely<Tables>;

/**
 * The open database. `db` is for everything but the ingest path, which takes prepared statements on `raw`.
 * Both are one connection: a transaction of `db` must await nothing but its own queries, so that it ends within one
 * turn of the event loop and `raw` never meets it half-way.
 */
export interface Store {
  readonly db: Db;
  readonly raw: Sqlite.Database;
  /** Tells of every query and transaction that fails from now on, until the answer is called. */
  onFault(listener: OnFault): () => void;
  /** Runs a transaction that does not wait for the disk: `sync` does, before anybody is told that it is durable. */
  commitUnsynced<T>(work: () => T): T;
  /** Resolves once all that was committed before the call survives a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreRefused {
  /** `DATABASE_DAMAGED`: its bytes are wrong; `says` is then SQLite's own word. */
  readonly code: "DATABASE_NEWER" | "DATABASE_DAMAGED" | "DATABASE_UNREADABLE";
  readonly says: string;
}

type OnOpen = (raw: Sqlite.Database) => void;
const asItIs: OnOpen = () => undefined;

/**
 * Opens (or makes) the SQLite file and brings its schema up to date. A file whose schema is newer than this program is
 * refused and left as it was, byte by byte. `onOpen` gets the connection before anything is done on it.
 */
export function openStore(file: string, onOpen: OnOpen = asItIs): Result<Store, StoreRefused> {
  const refused = refuseNewer(file);
  if (refused) return err(refused);
  let raw: Sqlite.Database | undefined;
  try {
    raw = new Sqlite(file);
    onOpen(raw);
    raw.pragma("journal_mode = WAL");
    raw.pragma("synchronous = FULL"); // a 2xx to Stripe promises that the event survives a power cut
    raw.pragma("foreign_keys = ON");
    // One process writes this file, so a lock is short or a stranger's; waiting for one stops the whole engine.
    raw.pragma("busy_timeout = 500");
    migrate(raw);
  } catch (cause) {
    raw?.close();
    if (isDamage(cause)) return err({ code: "DATABASE_DAMAGED", says: messageOf(cause) });
    return err({ code: "DATABASE_UNREADABLE", says: `The database ${file} can't be used: ${messageOf(cause)}.` });
  }
  return ok(storeOn(raw));
}

function storeOn(raw: Sqlite.Database): Store {
  const listeners = new Set<OnFault>();
  const tell: OnFault = (cause) => listeners.forEach((listener) => listener(cause));
  tellFaultsOf(raw, tell);
  const db = new Kysely<Tables>({ dialect: new ImmediateSqliteDialect(raw, tell) });
  const log = logSync(raw);
  return {
    db,
    raw,
    commitUnsynced: (work) => withoutSync(raw, work),
    sync: () =>
      log.sync().catch((cause: unknown) => {
        tell(cause);
        throw cause;
      }),
    onFault(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => log.close().then(() => closeBoth(db, raw)),
  };
}

function withoutSync<T>(raw: Sqlite.Database, work: () => T): T {
  raw.pragma("synchronous = NORMAL");
  try {
    return work();
  } finally {
    raw.pragma("synchronous = FULL");
  }
}

/** The query builder closes the connection only where it has used it. */
async function closeBoth(db: Db, raw: Sqlite.Database): Promise<void> {
  await db.destroy();
  raw.close();
}

function refuseNewer(file: string): StoreRefused | undefined {
  const found = readSchemaVersion(file) ?? 0;
  const known = migrations.at(-1)!.version;
  if (found <= known) return undefined;
  const says = `The database ${file} was written by a newer Waybill (schema ${found}, this one knows ${known}). It was not touched; start the newer program.`;
  return { code: "DATABASE_NEWER", says };
}

function migrate(raw: Sqlite.Database): void {
  const apply = raw.transaction(() => {
    for (const migration of migrations) {
      if (migration.version <= schemaVersion(raw)) continue;
      raw.exec(migration.sql);
      raw.pragma(`user_version = ${migration.version}`);
    }
  });
  apply.immediate();
}

const schemaVersion = (raw: Sqlite.Database): number => raw.pragma("user_version", { simple: true }) as number;
const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
