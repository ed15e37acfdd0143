import Sqlite from "better-sqlite3";
import { LOOKUPS } from "./lookups.ts";
import { firstPurchase } from "./migrations/0001-first-purchase.ts";
import { time } from "./migrations/0002-time.ts";
import { keysAndRequests } from "./migrations/0003-keys-and-requests.ts";
import { cli } from "./migrations/0004-cli.ts";

export type Database = Sqlite.Database;
export type Statement = Sqlite.Statement;

// The nth takes a file from version n - 1 to n. One that has been released is never changed.
const migrations = [firstPurchase, time, keysAndRequests, cli];

export interface Opened {
  readonly db: Database;
  /** The file was made by this call, or by an older version and has just been brought up. */
  readonly migrated: boolean;
}

/**
 * Opens (or makes) the SQLite file in which this Stripe lives. Every change of a request is one transaction in it, so a
 * process killed at any instant leaves a whole world and the next one goes on from there. Throws where the file can't
 * be used or was written by a newer program.
 */
export function openDatabase(file: string): Opened {
  const db = new Sqlite(file);
  try {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL"); // survives a killed process; only a power cut could cost the last moments
    db.pragma("busy_timeout = 5000");
    return { db, migrated: db.transaction(() => migrate(db)).immediate() };
  } catch (cause) {
    db.close();
    throw cause;
  }
}

function migrate(db: Database): boolean {
  const found = db.pragma("user_version", { simple: true }) as number;
  if (found > migrations.length) throw new Error("The sandbox's Stripe file was written by a newer Waybill.");
  for (const step of migrations.slice(found)) db.exec(step);
  db.pragma(`user_version = ${migrations.length}`);
  // Indexes promise nothing but speed, so a new filter needs no version of its own.
  for (const [name, path] of LOOKUPS)
    db.exec(`CREATE INDEX IF NOT EXISTS objects_by_${name} ON objects (type, json_extract(json, '${path}'), seq)`);
  db.exec("CREATE INDEX IF NOT EXISTS deliveries_by_endpoint ON deliveries (endpoint_id, state, seq)");
  return found < migrations.length;
}
