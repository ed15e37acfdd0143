import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { JobQueue } from "../../../electron/engine/jobs/job-queue.ts";
import { sqliteJobStore } from "../../../electron/engine/jobs/sqlite-job-store.ts";
import type { Tables } from "../../../electron/engine/store/tables.ts";

// A worker as a process of its own: `node worker-process.ts <database> <owner>` runs what is due, says so, and ends.
const [file, owner = ""] = process.argv.slice(2);
const raw = new Sqlite(file, { timeout: 10_000 });
const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: raw }) });
const note = raw.prepare("INSERT INTO ran (job, owner) VALUES (?, ?)");
const queue = new JobQueue({
  store: sqliteJobStore({ raw, db }),
  now: Date.now,
  log: { info: () => {}, warn: console.error, error: console.error },
  owner,
  handlers: {
    work: async ({ id }) => {
      note.run(id, owner);
      return { kind: "done" };
    },
  },
  concurrency: { q: 8 },
  onSettled: () => {},
  alone: false,
});
await queue.idle();
await queue.stop(1_000);
await db.destroy();
