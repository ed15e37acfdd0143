import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { fullCheck } from "./check-integrity.ts";
import { backupName, filesOf } from "./file-names.ts";
import { flushFile, flushFolderOf } from "./flush.ts";
import { type Backup, listBackups } from "./list-backups.ts";

/**
 * Copies a database while it is in use, a little at a time, and resolves when the copy is whole, looked at and durable. It is one
 * file that needs nothing beside it. Rejects where it can't be written or is not sound; then nothing is left of it.
 */
export async function takeBackup(raw: Sqlite.Database, database: string, now: number): Promise<Backup> {
  const { backups } = filesOf(database);
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const file = path.join(backups, backupName(database, now));
  const draft = `${file}${UNFINISHED}`;
  clearUnfinished(backups);
  try {
    await raw.backup(draft);
    seal(draft);
    const damage = await fullCheck(draft);
    if (damage !== null) throw new UnsoundCopy(damage);
    flushFile(draft);
    renameSync(draft, file);
    flushFolderOf(file);
    return { file, at: now };
  } finally {
    rmSync(draft, { force: true });
  }
}

const UNFINISHED = ".partial";

/** What a process left that died in the middle. */
function clearUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith(UNFINISHED)) rmSync(path.join(folder, name));
}

/** A copy has every page of its database: what is wrong with it is wrong there. */
export class UnsoundCopy extends Error {
  readonly damage: string;
  constructor(damage: string) {
    super(`the copy is not sound: ${damage}`);
    this.damage = damage;
  }
}

/** Without a log of its own: whoever opens the backup leaves nothing beside it. */
function seal(file: string): void {
  const raw = new Sqlite(file);
  raw.pragma("journal_mode = DELETE");
  raw.close();
}

/** Deletes the oldest backups until `keep` are left. Answers the names that went. */
export function rotateBackups(database: string, keep: number): string[] {
  const old = listBackups(database).slice(keep);
  for (const { file } of old) rmSync(file);
  return old.map(({ file }) => path.basename(file));
}
