import Sqlite from "better-sqlite3";
import { LOOKUPS } from "./lookups.ts";

export type Database = Sqlite.Database;

const SCHEMA_VERSION = 1;
const schema = `
  CREATE TABLE objects (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    created INTEGER NOT NULL,
    json TEXT NOT NULL,
    hidden TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE INDEX objects_of_type ON objects (type, seq);
  CREATE INDEX objects_since ON objects (type, created);
  ${LOOKUPS.map(([name, path]) => `CREATE INDEX objects_by_${name} ON objects (type, json_extract(json, '${path}'), seq);`).join("\n")}

  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    created INTEGER NOT NULL,
    object_id TEXT,
    json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_by_type ON events (type, seq);
  CREATE INDEX events_by_created ON events (created);
  CREATE INDEX events_by_object ON events (object_id, seq);

  CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events (id),
    endpoint_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'dropped')),
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    last_attempt_at INTEGER,
    last_outcome TEXT
  ) STRICT;
  CREATE INDEX deliveries_due ON deliveries (next_attempt_at, seq) WHERE state = 'pending';
  CREATE INDEX deliveries_by_event ON deliveries (event_id);

  CREATE TABLE idempotency_keys (
    key TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    digest TEXT NOT NULL,
    request_id TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL
  ) STRICT;
`;

/**
 * Opens (or makes) the SQLite file in which this Stripe lives. Every change of a request is one transaction in it, so a
 * process killed at any instant leaves a whole world and the next one goes on from there. Throws where the file can't
 * be used or was written by a newer program.
 */
export function openDatabase(file: string): Database {
  const db = new Sqlite(file);
  try {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = NORMAL"); // survives a killed process; only a power cut could cost the last moments
    db.pragma("busy_timeout = 5000");
    db.transaction(() => migrate(db)).immediate();
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

function migrate(db: Database): void {
  const found = db.pragma("user_version", { simple: true }) as number;
  if (found > SCHEMA_VERSION) throw new Error("The sandbox's Stripe file was written by a newer Waybill.");
  if (found === SCHEMA_VERSION) return;
  db.exec(schema);
  db.pragma(`user_version = ${SCHEMA_VERSION}`);
}
