import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { openSoundStore } from "../../../electron/engine/backup/open-sound-store.ts";
import type { Store } from "../../../electron/engine/store/open-store.ts";

export const NOW = Date.UTC(2026, 10, 24, 18, 40, 49);

/** A folder with a database in it, as a host starts on it; gone when the test ends. */
export interface DataFolder {
  readonly folder: string;
  readonly file: string;
  /** What the log called an error. */
  readonly said: string[];
  open(): Promise<Store>;
  /** Makes the database with a setting in it, and closes it. */
  make(key?: string): Promise<void>;
  /** The files beside each other, by name. */
  names(): string[];
}

export function dataFolder(): DataFolder {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-data-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "test.db");
  const said: string[] = [];
  const error = (_: unknown, message: string) => void said.push(message);
  const log = { info: () => undefined, warn: () => undefined, error };
  const open = async () => {
    const opened = await openSoundStore({ databaseFile: file, log, now: () => NOW });
    if (!opened.ok) throw new Error(opened.error.says);
    onTestFinished(() => opened.value.close());
    return opened.value;
  };
  return {
    folder,
    file,
    said,
    open,
    async make(key = "kept") {
      const store = await open();
      await write(store, key);
      await store.close();
    },
    names: () => readdirSync(folder).sort(),
  };
}

/** Something to find again. */
export const write = (store: Store, key: string) =>
  store.db.insertInto("settings").values({ key, value: "1", updated_at: 1 }).execute();

export async function keysIn(store: Store): Promise<string[]> {
  return (await store.db.selectFrom("settings").select("key").orderBy("key").execute()).map(({ key }) => key);
}

/** Overwrites everything behind the first page: the schema still reads, the tables don't. */
export function damage(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096, 0xa5)]));
}
