import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startHeadless } from "../e2e/harness/hosts.ts";
import { startProgram, temporaryFolder } from "../e2e/harness/program.ts";

let data: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  data = temporaryFolder();
});
afterEach(() => data.remove());

const inData = (...flags: string[]) => ["--data-dir", data.folder, "--env", "test", ...flags];
const ended = (...flags: string[]) => startProgram("headless", { flags: inData(...flags) }).ended;
const file = () => path.join(data.folder, "test.db");
const backups = () => (existsSync(`${data.folder}/backups`) ? readdirSync(`${data.folder}/backups`) : []);

/** Looks into the database while no host runs. */
function change<T>(work: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(file());
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const customers = () => change((db) => db.prepare("SELECT user_id FROM customers ORDER BY user_id DESC").pluck().all());
const addCustomer = (id: string) =>
  change((db) => db.prepare("INSERT INTO customers (user_id, created_at, updated_at) VALUES (?, 1, 1)").run(id));

/** A host takes its first backup when one has been due for long enough. */
async function takeBackup(): Promise<string> {
  change((db) => db.prepare("INSERT OR REPLACE INTO marks VALUES ('backups', '1', 1)").run());
  await using host = await startHeadless({ flags: inData() });
  await vi.waitFor(() => expect(backups()).toEqual([expect.stringMatching(/^test-\d{8}T\d{6}Z\.db$/)]), {
    timeout: 10_000,
  });
  expect(host.ready.env).toBe("test");
  return path.join(data.folder, "backups", backups()[0]!);
}

test("a backup that is due is taken by itself; --restore puts it back and sets aside what was there", async () => {
  await (await startHeadless({ flags: inData() })).stop();
  addCustomer("before");
  const backup = await takeBackup();
  addCustomer("after");
  expect(customers()).toEqual(["before", "after"]);

  const { code, stdout, stderr } = await ended("--restore", backup);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toMatch(/is the database of test now\. The former one is kept as test\.db\.replaced-/);
  expect(customers()).toEqual(["before"]);
  expect(readdirSync(data.folder).filter((name) => name.startsWith("test.db.replaced-"))).toHaveLength(1);
  const again = await startHeadless({ flags: inData() });
  await again.stop();
  expect(customers()).toEqual(["before"]);
});

test("a restore is refused while the database is in use, and for a file that can't be used", async () => {
  const host = await startHeadless({ flags: inData() });
  expect(await ended("--restore", file())).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("another Waybill"),
  });
  await host.stop();
  const other = path.join(data.folder, "notes.txt");
  writeFileSync(other, "not a database, whatever its name. ".repeat(40));
  const before = readFileSync(file());
  expect(await ended("--restore", other)).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^--restore: The file .*notes\.txt is no SQLite database\. Nothing was changed/),
  });
  expect(await ended("--restore")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--restore needs a value"),
  });
  expect(readFileSync(file()).equals(before)).toBe(true);
});

test("a backup that is newer than the program ends with 3", async () => {
  await (await startHeadless({ flags: inData() })).stop();
  const newer = path.join(data.folder, "newer.db");
  writeFileSync(newer, readFileSync(file()));
  const db = new Sqlite(newer);
  db.pragma("user_version = 900");
  db.close();
  expect(await ended("--restore", newer)).toMatchObject({
    code: 3,
    stdout: "",
    stderr: expect.stringContaining("newer Waybill"),
  });
});

test("a damaged database does not keep the host from starting", async () => {
  await (await startHeadless({ flags: inData() })).stop();
  addCustomer("lost");
  const bytes = readFileSync(file());
  writeFileSync(file(), Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096, 0xa5)]));
  const host = await startHeadless({ flags: inData() });
  expect((await host.stop()).stderr).toMatch(/was damaged.*kept as test\.db\.damaged-/);
  expect(customers()).toEqual([]);
  expect(readdirSync(data.folder).filter((name) => name.startsWith("test.db.damaged-"))).toHaveLength(1);
});
