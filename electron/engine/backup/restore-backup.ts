import { copyFileSync, existsSync, rmSync, statSync } from "node:fs";
import type { Environment } from "../../../shared/kernel/environment.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { migrations } from "../store/migrations/index.ts";
import { readSchemaVersion } from "../store/read-schema-version.ts";
import { changeDatabase, finishChange } from "./change-database.ts";
import { inspectFile } from "./check-integrity.ts";
import { environmentOf } from "./environment-mark.ts";
import { COMPANIONS, filesOf, setAsideName } from "./file-names.ts";

export interface RestoreWanted {
  /** The database that the environment uses; nobody has it open. */
  readonly database: string;
  readonly from: string;
  readonly env: Environment;
  readonly now: number;
}

export interface RestoreRefused {
  readonly code: "BACKUP_UNUSABLE" | "DATABASE_NEWER";
  readonly says: string;
}

export interface Restored {
  /** Where the former database lies; null where there was none. */
  readonly setAside: string | null;
}

/**
 * Puts a backup in the place of the database, which is set aside. Looks at all of it first, on a copy: the backup itself is left
 * as it is. The next start brings it up to date from Stripe and the panel. A refusal changes nothing.
 */
export async function restoreBackup(wanted: RestoreWanted): Promise<Result<Restored, RestoreRefused>> {
  const { database, from, now } = wanted;
  finishChange(database);
  const { draft } = filesOf(database);
  const refused = takeCopy(from, draft) ?? refuse(wanted, draft);
  if (refused) {
    for (const name of ["", ...COMPANIONS]) rmSync(draft + name, { force: true });
    return err(refused);
  }
  const aside = setAsideName(database, "replaced", now);
  const setAside = existsSync(database) ? aside : null;
  const says = `The backup ${from} was put in the place of the database.`;
  const mark = {
    reason: "restored",
    says,
    at: now,
    backupAt: Math.round(statSync(from).mtimeMs),
    setAside,
    doneAt: null,
  } as const;
  await changeDatabase(database, { setAside: aside }, mark);
  return ok({ setAside });
}

function takeCopy(from: string, draft: string): RestoreRefused | null {
  try {
    copyFileSync(from, draft);
    const log = `${from}-wal`; // a copy of a database in use brings its newest writes there
    if (existsSync(log)) copyFileSync(log, `${draft}-wal`);
    return null;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return unusable(`There is no file ${from}.`);
    return unusable(`The backup ${from} can't be copied: ${(cause as Error).message}.`);
  }
}

function refuse({ from, env }: RestoreWanted, draft: string): RestoreRefused | null {
  const found = readSchemaVersion(draft);
  const known = migrations.at(-1)!.version;
  if (found === null) return unusable(`The file ${from} is no SQLite database.`);
  if (found > known) {
    const says = `The backup ${from} was written by a newer Waybill (schema ${found}, this one knows ${known}). Nothing was changed; restore it with the newer program.`;
    return { code: "DATABASE_NEWER", says };
  }
  if (found === 0) return unusable(`The file ${from} is a database, but not one of Waybill's.`);
  const damage = inspectFile(draft);
  if (damage !== null) return unusable(`The backup ${from} is damaged: ${damage}.`);
  const other = environmentOf(draft);
  if (other === null || other === env) return null;
  return unusable(`The backup ${from} is of the environment ${other}, not of ${env}.`);
}

const unusable = (says: string): RestoreRefused => ({
  code: "BACKUP_UNUSABLE",
  says: `${says} Nothing was changed; choose another file.`,
});
