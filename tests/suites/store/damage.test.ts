import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { beforeEach, expect, test } from "vitest";
import { changeDatabase, finishChange } from "../../../electron/engine/backup/change-database.ts";
import { fullCheck, inspectFile } from "../../../electron/engine/backup/check-integrity.ts";
import { isDamageNoted, noteDamage } from "../../../electron/engine/backup/damage-note.ts";
import { filesOf, setAsideName } from "../../../electron/engine/backup/file-names.ts";
import { openSoundStore } from "../../../electron/engine/backup/open-sound-store.ts";
import { readRebuildMark, type RebuildMark } from "../../../electron/engine/backup/rebuild-mark.ts";
import { takeBackup } from "../../../electron/engine/backup/take-backup.ts";
import { openStore } from "../../../electron/engine/store/open-store.ts";
import { damage, dataFolder, type DataFolder, keysIn, NOW, write } from "./data-folder.ts";

let data: DataFolder;
beforeEach(() => {
  data = dataFolder();
});

const ASIDE = `test.db.damaged-20261124T184049Z`;

test.each([
  ["bytes in the middle", () => damage(data.file)],
  ["bytes at the beginning", () => writeFileSync(data.file, Buffer.alloc(20_000, 0x5a))],
])(
  "a damaged database (%s) is set aside whole, and an empty one that asks for a rebuild takes its place",
  async (_, spoil) => {
    await data.make();
    spoil();
    const spoilt = readFileSync(data.file);
    const store = await data.open();
    expect(await keysIn(store)).toEqual([]);
    expect(await readRebuildMark(store.db)).toMatchObject({
      reason: "damaged",
      backupAt: null,
      doneAt: null,
      setAside: path.join(data.folder, ASIDE),
    });
    expect(readFileSync(path.join(data.folder, ASIDE)).equals(spoilt)).toBe(true);
    expect(data.said).toEqual([
      expect.stringMatching(/^The database was damaged: .*kept as test\.db\.damaged-.*begins empty/),
    ]);
  },
);

test("the newest backup that is whole takes the damaged one's place", async () => {
  const first = await data.open();
  await write(first, "old");
  await takeBackup(first.raw, data.file, NOW - 7_200_000);
  await write(first, "newer");
  await takeBackup(first.raw, data.file, NOW - 3_600_000);
  await write(first, "newest");
  const spoilt = await takeBackup(first.raw, data.file, NOW - 1_000);
  await first.close();
  damage(spoilt.file);
  damage(data.file);
  const store = await data.open();
  expect(await keysIn(store)).toEqual(["newer", "old"]);
  expect(await readRebuildMark(store.db)).toMatchObject({ reason: "damaged", backupAt: NOW - 3_600_000 });
});

test("a database that is gone comes back from its backup; one that never was is simply new", async () => {
  const first = await data.open();
  expect(await readRebuildMark(first.db)).toBeUndefined();
  await write(first, "kept");
  await takeBackup(first.raw, data.file, NOW - 1_000);
  await first.close();
  rmSync(data.file);
  const store = await data.open();
  expect(await keysIn(store)).toEqual(["kept"]);
  expect(await readRebuildMark(store.db)).toMatchObject({ reason: "lost", setAside: null });
});

test("what was found damaged in use is looked at whole at the next start; a good file in its place is left alone", async () => {
  await data.make();
  noteDamage(data.file, "a page was wrong");
  const store = await data.open();
  expect(await keysIn(store)).toEqual(["kept"]);
  expect(isDamageNoted(data.file)).toBe(false);
  expect(data.said).toEqual([]);
});

test("damage that only a whole check sees is found by the thread, and sets the file aside at the next start", async () => {
  const store = await data.open();
  for (let n = 0; n < 400; n += 1) await write(store, `key ${n}`);
  await store.close();
  const raw = new Sqlite(data.file);
  raw.unsafeMode();
  raw.pragma("writable_schema = ON");
  raw.exec(
    "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'audit_log_by_subject') WHERE name = 'customers_by_email'",
  );
  raw.close();
  expect(await fullCheck(data.file)).toMatch(/\w/);
  noteDamage(data.file, "found");
  const again = await data.open();
  expect(await readRebuildMark(again.db)).toMatchObject({ reason: "damaged" });
  await expect(fullCheck(path.join(data.folder, "absent.db"))).rejects.toThrow("unable to open");
});

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

test("a disk or a folder that can't be used is no damage: the file stays where it is", async () => {
  rmSync(data.folder, { recursive: true });
  expect(await openSoundStore({ databaseFile: data.file, log, now: () => NOW })).toMatchObject({
    ok: false,
    error: { code: "DATABASE_UNREADABLE" },
  });
});

const MARK: RebuildMark = { reason: "restored", says: "x", at: NOW, backupAt: null, setAside: null, doneAt: null };

/** Every state that a change of databases can be left in by a process that dies. */
test.each([
  ["before anything was moved", () => undefined],
  ["with the log moved", (aside: string) => renameSync(`${data.file}-wal`, `${aside}-wal`)],
  [
    "with all of the old one moved",
    (aside: string) => ["-wal", ""].forEach((end) => renameSync(data.file + end, aside + end)),
  ],
  [
    "with the new one in place",
    (aside: string) => {
      for (const end of ["-wal", ""]) renameSync(data.file + end, aside + end);
      renameSync(filesOf(data.file).draft, data.file);
    },
  ],
])("a change of databases that died %s is ended by the next start", async (_, died) => {
  await data.make("old");
  const aside = setAsideName(data.file, "replaced", NOW);
  const { draft, plan } = filesOf(data.file);
  const next = openStore(draft);
  if (!next.ok) throw new Error(next.error.says);
  await write(next.value, "new");
  await next.value.close();
  writeFileSync(`${data.file}-wal`, "what the old one's log held");
  writeFileSync(plan, JSON.stringify({ setAside: aside }));
  died(aside);

  expect(await keysIn(await data.open())).toEqual(["new"]);
  expect(readFileSync(`${aside}-wal`, "utf8")).toBe("what the old one's log held");
  expect(existsSync(aside)).toBe(true);
  expect(data.names().filter((name) => /next|change/.test(name))).toEqual([]);
});

test("a draft without a plan is forgotten", async () => {
  await data.make("old");
  writeFileSync(filesOf(data.file).draft, "half");
  writeFileSync(filesOf(data.file).plan, '{"setAs');
  finishChange(data.file);
  expect(await keysIn(await data.open())).toEqual(["old"]);
  expect(existsSync(filesOf(data.file).draft)).toBe(false);
});

test("whatever is in the way is set aside, not overwritten", async () => {
  await data.make("old");
  const aside = setAsideName(data.file, "replaced", NOW);
  await changeDatabase(data.file, { setAside: aside }, MARK);
  const store = await data.open();
  expect(await readRebuildMark(store.db)).toEqual(MARK);
  expect(await keysIn(store)).toEqual([]);
  expect(inspectFile(aside)).toBeNull();
});
