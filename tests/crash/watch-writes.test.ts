import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../electron/engine/store/open-store.ts";
import { readWal } from "../../electron/engine/store/read-wal.ts";
import { watchWrites } from "./world/watch-writes.ts";

/** A watched store, and what was told of it; each write as `n moment wrote, how many commits the log holds`. */
function watched() {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-watch-"));
  const file = path.join(folder, "test.db");
  const told: string[] = [];
  const opened = openStore(file, (raw) =>
    watchWrites(raw, ({ moment, wrote }) => {
      told.push(`${moment} ${wrote.join(", ")}: ${readWal(`${file}-wal`).commits}`);
    }),
  );
  if (!opened.ok) throw new Error(opened.error.says);
  onTestFinished(async () => {
    await opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const begun = readWal(`${file}-wal`).commits;
  told.length = 0;
  return { ...opened.value, told, begun };
}

const setting = (key: string) => ({ key, value: "1", updated_at: 1 });

test("the query builder's transactions and single statements are told before and after they are durable", async () => {
  const { db, told, begun } = watched();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto("settings")
      .values([setting("a"), setting("b")])
      .execute();
    await tx.insertInto("marks").values({ name: "m", value: "1", updated_at: 1 }).returning("name").execute();
    await tx.updateTable("settings").set({ value: "2" }).execute();
    await tx.insertInto("settings").values(setting("c")).execute();
  });
  await db.updateTable("settings").set({ value: "3" }).execute();
  const first = "insert settings, insert marks, update settings";
  expect(told).toEqual([
    `before ${first}: ${begun}`,
    `after ${first}: ${begun + 1}`,
    `before update settings: ${begun + 1}`,
    `after update settings: ${begun + 2}`,
  ]);
});

test("prepared statements, nested transactions and exec are told once a commit", () => {
  const { raw, told, begun } = watched();
  const insert = raw.prepare("INSERT INTO settings VALUES (?, '1', 1)");
  const inner = raw.transaction((key: string) => insert.run(key));
  const outer = raw.transaction(() => [inner("a"), inner("b")].length);
  expect(outer.immediate()).toBe(2);
  insert.run("c");
  raw.exec("DELETE FROM settings");
  expect(told).toEqual(
    ["insert settings", "insert settings", "schema"].flatMap((wrote, n) => [
      `before ${wrote}: ${begun + n}`,
      `after ${wrote}: ${begun + n + 1}`,
    ]),
  );
});

test("what changes nothing, or is rolled back, is no write", async () => {
  const { db, raw, told } = watched();
  await db.updateTable("settings").set({ value: "2" }).execute();
  await db.selectFrom("settings").selectAll().execute();
  const failing = db.transaction().execute(async (tx) => {
    await tx.insertInto("settings").values(setting("a")).execute();
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  const insert = raw.prepare("INSERT INTO settings VALUES ('a', '1', 1)");
  const twice = raw.transaction(() => [insert.run(), insert.run()].length);
  expect(() => twice.immediate()).toThrow("UNIQUE");
  raw.transaction(() => 1).immediate();
  expect(told).toEqual([]);
  expect(raw.inTransaction).toBe(false);
  insert.run();
  expect(told).toHaveLength(2);
});
