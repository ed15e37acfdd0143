import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { migrations } from "./index.ts";

function migrated(): Sqlite.Database {
  const db = new Sqlite(":memory:");
  db.pragma("foreign_keys = ON");
  for (const { version, sql } of migrations) if (version <= 5) db.exec(sql);
  return db;
}

test("what was noted of an arrival goes with the arrival when the journal is pruned", () => {
  const db = migrated();
  db.exec(`INSERT INTO webhook_requests (id, received_at, source, method, path, headers, body_bytes, verdict,
      answered_status, answered_at) VALUES (7, 1, 'endpoint', 'POST', '/', '{}', 0, 'rejected', 400, 1)`);
  db.exec("INSERT INTO handled_arrivals VALUES (7, 1, 'Ines', 'a scanner')");
  db.exec("DELETE FROM webhook_requests");
  expect(db.prepare("SELECT * FROM handled_arrivals").all()).toEqual([]);
});

test("a second replay of many can't begin while one runs", () => {
  const db = migrated();
  const begin = db.prepare(`INSERT INTO replay_runs (state, filter, total, until, cursor, started_at, started_by)
    VALUES ('running', '{}', 1, 1, 0, 1, 'Ines')`);
  begin.run();
  expect(() => begin.run()).toThrow("UNIQUE");
  db.exec("UPDATE replay_runs SET state = 'done'");
  expect(() => begin.run()).not.toThrow();
});
