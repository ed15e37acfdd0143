import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import Sqlite from "better-sqlite3";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { migrations } from "./migrations/index.ts";
import { openStore } from "./open-store.ts";
import { readSchemaVersion } from "./read-schema-version.ts";

const KNOWN = migrations.at(-1)!.version;
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "waybill-open-"));
  file = path.join(folder, "shop.db");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const bytes = () =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), "base64")]));

/** What another process does to the file before it is killed, its log still beside the database. */
function killedAfter(...statements: string[]): void {
  const program = `
    const db = new (require("better-sqlite3"))(${JSON.stringify(file)});
    for (const sql of ${JSON.stringify(statements)}) db.exec(sql);
    process.kill(process.pid, "SIGKILL");`;
  const { signal, stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
  expect(signal, stderr).toBe("SIGKILL");
}

async function make(): Promise<void> {
  const opened = openStore(file);
  expect(opened.ok).toBe(true);
  if (opened.ok) await opened.value.close();
}

test("a newer database is refused with its versions, and not a byte of it or beside it changes", async () => {
  await make();
  const newer = new Sqlite(file);
  newer.pragma(`user_version = ${KNOWN + 7}`);
  newer.close();
  const before = bytes();
  expect(openStore(file)).toMatchObject({
    ok: false,
    error: { code: "DATABASE_NEWER", says: expect.stringContaining(`schema ${KNOWN + 7}, this one knows ${KNOWN}`) },
  });
  expect(bytes()).toEqual(before);
  expect(Object.keys(before)).toEqual(["shop.db"]);
});

test("a newer program that was killed left its version in the log alone: refused, and the log stays", async () => {
  await make();
  killedAfter(`PRAGMA user_version = ${KNOWN + 1}; CREATE TABLE later (id INTEGER)`);
  const before = bytes();
  expect(Object.keys(before)).toContain("shop.db-wal");
  expect(openStore(file)).toMatchObject({ ok: false, error: { code: "DATABASE_NEWER" } });
  expect(bytes()).toEqual(before);
});

test("a change that was never committed does not make a database newer", async () => {
  await make();
  killedAfter(
    "PRAGMA cache_size = 1",
    "BEGIN",
    `PRAGMA user_version = ${KNOWN + 1}`,
    "CREATE TABLE a AS SELECT randomblob(9000)",
  );
  expect(readSchemaVersion(file)).toBe(KNOWN);
  await make();
});

test("a version that an older round of the log held counts no more", async () => {
  await make();
  const wal = ["PRAGMA user_version = 900", "CREATE TABLE t (x)", `PRAGMA user_version = ${KNOWN}`];
  killedAfter(...wal, "PRAGMA wal_checkpoint(RESTART)", "INSERT INTO t VALUES (1)");
  expect(readSchemaVersion(file)).toBe(KNOWN);
});

test.each([
  ["is not there", () => undefined],
  ["is empty", () => new Sqlite(file).close()],
])("a database that %s has no version, and is made", async (_, prepare) => {
  prepare();
  expect(readSchemaVersion(file)).toBeNull();
  await make();
  expect(readSchemaVersion(file)).toBe(KNOWN);
});
