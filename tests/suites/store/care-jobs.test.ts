import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { safe } from "@orpc/client";
import type Sqlite from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { listBackups } from "../../../electron/engine/backup/list-backups.ts";
import { isDamageNoted } from "../../../electron/engine/backup/damage-note.ts";
import { enqueueJob } from "../../../electron/engine/jobs/enqueue-job.ts";
import { openConsole } from "../shop/console.ts";
import { openShop, type RunningShop } from "../shop/running-shop.ts";

const HOUR = 3_600_000;

/** A shop whose clock is turned, and its housekeeping asked for by hand. */
async function openTurning() {
  let later = 0;
  let raw: Sqlite.Database | undefined;
  const shop = await openShop({
    engine: { now: () => Date.now() + later, onDatabaseOpen: (opened) => (raw = opened) },
  });
  const { deps } = shop.engine.contextFor("tester");
  const finished = (kind: string) =>
    shop.db.prepare("SELECT count(*) FROM jobs WHERE kind = ? AND state = 'done'").pluck().get(kind) as number;
  /** Runs a recurring job once more and waits for its end. */
  const run = async (kind: string) => {
    await vi.waitFor(() => expect(finished(kind)).toBeGreaterThan(0), { timeout: 10_000 });
    const before = finished(kind);
    const now = deps.options.now();
    await enqueueJob(deps.db, { queue: "housekeeping", kind, key: kind, payload: {}, runAt: now }, now);
    deps.wakeJobs();
    await vi.waitFor(() => expect(finished(kind)).toBe(before + 1), { timeout: 10_000 });
  };
  const set = (settings: object) =>
    deps.db
      .insertInto("settings")
      .values({ key: "backups", value: JSON.stringify(settings), updated_at: 1 })
      .execute();
  return { shop, raw: raw!, turn: (hours: number) => void (later += hours * HOUR), run, set };
}

const backupsOf = (shop: RunningShop) => listBackups(shop.db.name).length;
const findings = (shop: RunningShop) =>
  shop.db.prepare("SELECT code FROM findings WHERE closed_at IS NULL").pluck().all();

test("backups are taken when they are due, and the settings say how many stay", async () => {
  const { shop, turn, run, set } = await openTurning();
  await set({ everyHours: 2, keep: 2 });
  await run("back_up");
  expect(backupsOf(shop)).toBe(0);
  turn(2);
  await run("back_up");
  expect(backupsOf(shop)).toBe(1);
  await run("back_up");
  expect(backupsOf(shop)).toBe(1);
  for (let times = 0; times < 3; times += 1) {
    turn(2);
    await run("back_up");
  }
  expect(backupsOf(shop)).toBe(2);
});

test("where backups are switched off none is taken", async () => {
  const { shop, turn, run, set } = await openTurning();
  await set({ everyHours: null });
  turn(1_000);
  await run("back_up");
  expect(backupsOf(shop)).toBe(0);
});

test("a backup that somebody asks for is taken at once, listed with its size, and looked at again", async () => {
  const { shop, set } = await openTurning();
  await set({ everyHours: null });
  const console = openConsole(shop);
  expect(await console.settings.backups()).toMatchObject({ isWaiting: false, rows: [] });
  await Promise.all([console.settings.backUpNow(), console.settings.backUpNow()]);
  await vi.waitFor(async () => expect((await console.settings.backups()).isWaiting).toBe(false), { timeout: 10_000 });
  const { rows } = await console.settings.backups();
  expect(rows).toMatchObject([{ trouble: null }]);
  expect(rows[0]!.bytes).toBeGreaterThan(4_096);
  const { name } = rows[0]!;
  expect(await console.settings.checkBackup({ name })).toMatchObject({ name, trouble: null });
  const file = path.join(path.dirname(shop.db.name), "backups", name);
  const bytes = readFileSync(file);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096, 0xa5)]));
  expect((await console.settings.checkBackup({ name })).trouble).not.toBeNull();
  expect((await console.settings.backups()).rows[0]!.trouble).not.toBeNull();
  const { error } = await safe(console.settings.checkBackup({ name: "../test.db" }));
  expect(error).toMatchObject({ code: "BACKUP_NOT_FOUND" });
});

test("a backup that can't be taken is a finding until one is", async () => {
  const { shop, turn, run, set } = await openTurning();
  await set({ everyHours: 6 });
  const folder = path.join(path.dirname(shop.db.name), "backups");
  writeFileSync(folder, "a file is in the way");
  await run("back_up");
  turn(7);
  await run("back_up");
  expect(findings(shop)).toEqual(["BACKUP_FAILED"]);
  rmSync(folder);
  await run("back_up");
  expect(findings(shop)).toEqual([]);
  expect(readdirSync(folder)).toHaveLength(1);
});

test("damage that comes up in use is told, and noted for the next start; the engine goes on", async () => {
  const { shop, raw, turn, run } = await openTurning();
  await run("check_database");
  turn(25);
  await run("check_database");
  expect(findings(shop)).toEqual([]);
  raw.unsafeMode();
  raw.pragma("writable_schema = ON");
  raw.exec(
    "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'audit_log_by_subject') WHERE name = 'customers_by_email'",
  );
  await run("check_database");
  expect(findings(shop)).toEqual([]);
  turn(25);
  await run("check_database");
  expect(findings(shop)).toContain("DATABASE_DAMAGED");
  expect(isDamageNoted(shop.db.name)).toBe(true);
  expect((await fetch(`${shop.engine.ingressUrl}/health`)).status).toBe(200);
});
