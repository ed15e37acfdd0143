import { statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { BackupRow } from "../../../shared/contract/settings.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { readMark, writeMark } from "../store/marks.ts";
import { fullCheck } from "./check-integrity.ts";
import { type Backup, listBackups } from "./list-backups.ts";

type Parts = Pick<Deps, "db" | "options">;

/** What was found when a backup was last looked at, by its name. */
const Checks = z.record(z.string(), z.object({ at: z.number(), trouble: z.string().nullable() }));
const CHECKS = "backup_checks";

/** The backups that are there, the newest first. Each was looked at whole when it was taken. */
export async function describeBackups({ db, options }: Parts): Promise<BackupRow[]> {
  const checks = (await readMark(db, CHECKS, Checks)) ?? {};
  return listBackups(options.databaseFile).flatMap((backup) => rowOf(backup, checks) ?? []);
}

/** One that goes while it is listed is left out. */
function rowOf({ file, at }: Backup, checks: z.infer<typeof Checks>): BackupRow | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return null;
  const name = path.basename(file);
  const check = checks[name];
  return { name, at, bytes: stat.size, checkedAt: check?.at ?? at, trouble: check?.trouble ?? null };
}

export interface NoBackup {
  readonly code: "BACKUP_NOT_FOUND";
  readonly says: string;
}

/** Reads a whole backup in a thread of its own, and keeps what was found. Changes nothing of it. */
export async function checkBackup({ db, options }: Parts, name: string): Promise<Result<BackupRow, NoBackup>> {
  const backup = listBackups(options.databaseFile).find(({ file }) => path.basename(file) === name);
  if (!backup) return err({ code: "BACKUP_NOT_FOUND", says: `There is no backup ${name} any more.` });
  const trouble = await fullCheck(backup.file).catch((cause: unknown) => (cause as Error).message);
  const at = options.now();
  const names = new Set(listBackups(options.databaseFile).map(({ file }) => path.basename(file)));
  const known = Object.entries((await readMark(db, CHECKS, Checks)) ?? {}).filter(([each]) => names.has(each));
  const checks = { ...Object.fromEntries(known), [name]: { at, trouble } };
  await writeMark(db, CHECKS, checks, at);
  const row = rowOf(backup, checks);
  return row ? ok(row) : err({ code: "BACKUP_NOT_FOUND", says: `The backup ${name} went while it was read.` });
}
