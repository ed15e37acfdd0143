import Sqlite from "better-sqlite3";
import { fold } from "./fold.ts";
import type {
  AllocationRow,
  EggRow,
  EggVariableRow,
  LocationRow,
  NestRow,
  NodeRow,
  ServerRow,
  ServerVariableRow,
  UserRow,
} from "./rows.ts";
import { SCHEMA } from "./schema.ts";
import { tableOf } from "./table.ts";

/** The panel's database, one property a table. Everything on it is synchronous, so a handler's steps can't interleave. */
export type PanelStore = ReturnType<typeof openPanelStore>;

/** A file from before nodes had tags gets them. */
function addTags(db: Sqlite.Database): void {
  const columns = db.pragma("table_info(nodes)") as { readonly name: string }[];
  if (!columns.some(({ name }) => name === "tags"))
    db.exec("ALTER TABLE nodes ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'");
}

/** SQLite's own table of the highest numbers given. */
const COUNTERS = "sqlite_sequence";

const tablesOf = (db: Sqlite.Database) =>
  db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { readonly name: string }[];

/** Opens (or makes) the file. `:memory:` makes one that ends with the process. */
export function openPanelStore(file: string) {
  const db = new Sqlite(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = NORMAL"); // survives this process's death, which is what a sandbox is killed for
  db.pragma("foreign_keys = ON");
  db.function("fold", { deterministic: true }, (text) => (typeof text === "string" ? fold(text) : text));
  db.exec(SCHEMA);
  addTags(db);
  return {
    locations: tableOf<LocationRow>(db, "locations"),
    nodes: tableOf<NodeRow>(db, "nodes"),
    allocations: tableOf<AllocationRow>(db, "allocations"),
    nests: tableOf<NestRow>(db, "nests"),
    eggs: tableOf<EggRow>(db, "eggs"),
    eggVariables: tableOf<EggVariableRow>(db, "egg_variables"),
    users: tableOf<UserRow>(db, "users"),
    servers: tableOf<ServerRow>(db, "servers"),
    serverVariables: tableOf<ServerVariableRow>(db, "server_variables"),
    /** A setting of the panel itself, such as `maintenance`. */
    flag: (name: string) =>
      (db.prepare("SELECT value FROM flags WHERE name = ?").get(name) as { value: string } | undefined)?.value,
    setFlag: (name: string, value: string) =>
      void db
        .prepare("INSERT INTO flags VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .run(name, value),
    /** All of it or none. */
    together: <T>(work: () => T): T => db.transaction(work).immediate(),
    /** Forgets everything but how far the numbers of servers and users went: no later one gets an earlier one's. */
    clear: () =>
      db
        .transaction(() => {
          db.pragma("defer_foreign_keys = ON");
          for (const { name } of tablesOf(db)) if (name !== COUNTERS) db.exec(`DELETE FROM ${name}`);
          db.exec(`DELETE FROM ${COUNTERS} WHERE name NOT IN ('servers', 'users')`);
        })
        .immediate(),
    close: () => void db.close(),
  };
}
