import { copyFileSync, existsSync, statSync } from "node:fs";
import path from "node:path";
import { err, type Result } from "../../../shared/kernel/result.ts";
import type { EngineOptions } from "../ports.ts";
import { openStore, type Store, type StoreRefused } from "../store/open-store.ts";
import { changeDatabase, finishChange } from "./change-database.ts";
import { quickCheck, wholeCheck } from "./check-integrity.ts";
import { forgetDamage, isDamageNoted } from "./damage-note.ts";
import { filesOf, setAsideName } from "./file-names.ts";
import { listBackups, newestUsableBackup } from "./list-backups.ts";
import type { RebuildMark } from "./rebuild-mark.ts";

/** A larger database is looked at in the background: a start waits for half a second, not for a minute. */
export const QUICK_CHECK_MOST_BYTES = 256 * 1024 ** 2;

type Opening = Pick<EngineOptions, "databaseFile" | "onDatabaseOpen" | "log" | "now">;

/** Why a database can't be used, after all that was tried. */
export interface SoundStoreRefused {
  readonly code: "DATABASE_NEWER" | "DATABASE_UNREADABLE";
  readonly says: string;
}

/**
 * Opens the database and looks whether it is sound. One that is damaged, or gone while its backups are there, is set aside;
 * the newest whole backup takes its place, else an empty one, and a mark in it asks for the rebuild. Refuses a newer one.
 */
export async function openSoundStore(options: Opening): Promise<Result<Store, SoundStoreRefused>> {
  const { databaseFile: file } = options;
  try {
    const opened = await openOrReplace(options);
    return opened.ok ? opened : err(unusable(file, opened.error));
  } catch (cause) {
    const says = `The database ${file} can't be replaced: ${(cause as Error).message}. Nothing was deleted. Make room or give this account the folder, then start again.`;
    return err({ code: "DATABASE_UNREADABLE", says });
  }
}

const unusable = (file: string, { code, says }: StoreRefused): SoundStoreRefused =>
  code === "DATABASE_DAMAGED"
    ? { code: "DATABASE_UNREADABLE", says: `The database ${file} can't be used: ${says}.` }
    : { code, says };

async function openOrReplace(options: Opening): Promise<Result<Store, StoreRefused>> {
  const { databaseFile: file, onDatabaseOpen } = options;
  finishChange(file);
  if (isGone(file) && listBackups(file).length > 0) {
    const says = "There was no database, though there are backups of one.";
    await replace(options, { reason: "lost", says });
    return openStore(file, onDatabaseOpen);
  }
  const opened = openStore(file, onDatabaseOpen);
  const damage = opened.ok ? damageOf(opened.value, file) : damageThatRefused(opened.error);
  if (damage === null) return opened;
  if (opened.ok) await opened.value.close();
  const says = `The database was damaged: ${damage}.`;
  await replace(options, { reason: "damaged", says });
  return openStore(file, onDatabaseOpen);
}

/** An empty file is a database that never was written. */
const isGone = (file: string): boolean => !existsSync(file) || statSync(file).size === 0;

/** What was noted of it may be of another file by now: somebody may have put a good one in its place. */
function damageOf({ raw }: Store, file: string): string | null {
  if (!isDamageNoted(file)) return statSync(file).size > QUICK_CHECK_MOST_BYTES ? null : quickCheck(raw);
  const damage = wholeCheck(raw);
  if (damage === null) forgetDamage(file);
  return damage;
}

const damageThatRefused = ({ code, says }: StoreRefused): string | null => (code === "DATABASE_DAMAGED" ? says : null);

async function replace(
  { databaseFile: file, log, now }: Opening,
  { reason, says }: Pick<RebuildMark, "reason" | "says">,
): Promise<void> {
  const aside = setAsideName(file, "damaged", now());
  const setAside = reason === "lost" ? null : aside;
  const backup = newestUsableBackup(file);
  if (backup) copyFileSync(backup.file, filesOf(file).draft);
  const begins = backup ? `with the backup ${path.basename(backup.file)}` : "empty, since there is no backup";
  const kept = setAside === null ? "" : ` It is kept as ${path.basename(setAside)}.`;
  log.error(
    { file, setAside, backup: backup?.file ?? null },
    `${says}${kept} Waybill begins ${begins}, and is rebuilt.`,
  );
  const mark = { reason, says, at: now(), backupAt: backup?.at ?? null, setAside, doneAt: null };
  await changeDatabase(file, { setAside: aside }, mark);
}
