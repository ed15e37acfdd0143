import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { beforeEach, expect, test } from "vitest";
import { inspectFile } from "../../../electron/engine/backup/check-integrity.ts";
import { backupName, backupTime } from "../../../electron/engine/backup/file-names.ts";
import { listBackups } from "../../../electron/engine/backup/list-backups.ts";
import { readRebuildMark } from "../../../electron/engine/backup/rebuild-mark.ts";
import { restoreBackup } from "../../../electron/engine/backup/restore-backup.ts";
import { rotateBackups, takeBackup } from "../../../electron/engine/backup/take-backup.ts";
import { damage, dataFolder, type DataFolder, keysIn, NOW, write } from "./data-folder.ts";

let data: DataFolder;
beforeEach(() => {
  data = dataFolder();
});

test("a backup is one whole file while the database is written, and the oldest go first", async () => {
  const store = await data.open();
  store.raw.exec("CREATE TABLE big (x BLOB) STRICT");
  const fill = store.raw.prepare("INSERT INTO big VALUES (randomblob(100000))");
  for (let n = 0; n < 60; n += 1) fill.run();
  const taking = takeBackup(store.raw, data.file, NOW);
  const writing = setInterval(() => fill.run(), 0);
  const { file: backup } = await taking;
  clearInterval(writing);
  expect(inspectFile(backup)).toBeNull();
  expect(readdirSync(path.dirname(backup))).toEqual([path.basename(backup)]);

  for (const hours of [1, 2, 3]) await takeBackup(store.raw, data.file, NOW + hours * 3_600_000);
  writeFileSync(path.join(data.folder, "backups", "mine.db"), "");
  expect(rotateBackups(data.file, 2)).toEqual([backupName(data.file, NOW + 3_600_000), backupName(data.file, NOW)]);
  expect(listBackups(data.file).map(({ at }) => at)).toEqual([NOW + 3 * 3_600_000, NOW + 2 * 3_600_000]);
  expect(readdirSync(path.join(data.folder, "backups"))).toContain("mine.db");
});

test("the backups of one environment are not another's", () => {
  expect(backupTime("/d/test.db", backupName("/d/test.db", NOW))).toBe(NOW);
  expect(backupTime("/d/live.db", backupName("/d/test.db", NOW))).toBeNull();
  expect(backupTime("/d/test.db", "test-notes.db")).toBeNull();
});

test("a restored backup takes the database's place, which is set aside; the backup itself stays", async () => {
  const store = await data.open();
  await write(store, "then");
  const { file: from } = await takeBackup(store.raw, data.file, NOW - 1_000);
  const before = readFileSync(from);
  await write(store, "now");
  await store.close();
  const setAside = path.join(data.folder, "test.db.replaced-20261124T184049Z");
  expect(await restoreBackup({ database: data.file, from, env: "test", now: NOW })).toEqual({
    ok: true,
    value: { setAside },
  });
  expect(readFileSync(from).equals(before)).toBe(true);
  const restored = await data.open();
  expect(await keysIn(restored)).toEqual(["then"]);
  expect(await readRebuildMark(restored.db)).toMatchObject({ reason: "restored", setAside, doneAt: null });
  const old = new Sqlite(setAside, { readonly: true });
  expect(old.prepare("SELECT key FROM settings ORDER BY key").pluck().all()).toEqual(["now", "then"]);
  old.close();
});

test("a copy of a database in use brings its log along", async () => {
  const store = await data.open();
  await write(store, "in the log alone");
  const from = path.join(data.folder, "copy.db");
  for (const end of ["", "-wal"]) writeFileSync(from + end, readFileSync(data.file + end));
  await store.close();
  expect(await restoreBackup({ database: data.file, from, env: "test", now: NOW })).toMatchObject({ ok: true });
  expect(await keysIn(await data.open())).toEqual(["in the log alone"]);
});

test.each([
  ["is not there", "BACKUP_UNUSABLE", /no file/, () => undefined],
  ["is no database", "BACKUP_UNUSABLE", /no SQLite database/, (at: string) => writeFileSync(at, "hello ".repeat(50))],
  [
    "is another program's",
    "BACKUP_UNUSABLE",
    /not one of Waybill's/,
    (at: string) => change(at, "CREATE TABLE x (y)", 0),
  ],
  ["is damaged", "BACKUP_UNUSABLE", /damaged/, (at: string) => damage(at)],
  [
    "is of another environment",
    "BACKUP_UNUSABLE",
    /environment live, not of test/,
    (at: string) => change(at, `INSERT INTO marks VALUES ('environment', '"live"', 1)`),
  ],
  ["is newer", "DATABASE_NEWER", /newer Waybill \(schema 900/, (at: string) => change(at, "PRAGMA user_version = 900")],
])("a backup that %s is refused, and nothing changes", async (_, code, says, spoil) => {
  await data.make();
  const from = path.join(data.folder, "from.db");
  if (code !== "BACKUP_UNUSABLE" || !/no file/.test(says.source)) writeFileSync(from, readFileSync(data.file));
  spoil(from);
  const before = data.names();
  expect(await restoreBackup({ database: data.file, from, env: "test", now: NOW })).toMatchObject({
    ok: false,
    error: { code, says: expect.stringMatching(says) },
  });
  expect(data.names()).toEqual(before);
  expect(await keysIn(await data.open())).toEqual(["kept"]);
});

function change(at: string, sql: string, version?: number): void {
  if (version === 0) rmSync(at);
  const raw = new Sqlite(at);
  raw.exec(sql);
  raw.close();
}
