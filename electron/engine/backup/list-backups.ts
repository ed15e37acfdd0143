import { readdirSync } from "node:fs";
import path from "node:path";
import { migrations } from "../store/migrations/index.ts";
import { readSchemaVersion } from "../store/read-schema-version.ts";
import { inspectFile } from "./check-integrity.ts";
import { backupTime, filesOf } from "./file-names.ts";

export interface Backup {
  readonly file: string;
  /** Epoch ms. */
  readonly at: number;
}

/** The backups of a database that Waybill took by itself, newest first. */
export function listBackups(database: string): Backup[] {
  const { backups } = filesOf(database);
  return namesIn(backups)
    .flatMap((name) => {
      const at = backupTime(database, name);
      return at === null ? [] : [{ file: path.join(backups, name), at }];
    })
    .sort((a, b) => b.at - a.at);
}

/** The newest backup that this program can read and that is whole. */
export const newestUsableBackup = (database: string): Backup | undefined =>
  listBackups(database).find(({ file }) => isKnown(file) && inspectFile(file) === null);

const isKnown = (file: string): boolean => (readSchemaVersion(file) ?? Infinity) <= migrations.at(-1)!.version;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
