import path from "node:path";

/** A folder of a database, and how the files beside it are called. All of it follows from the database's own path. */
export interface DatabaseFiles {
  readonly database: string;
  /** Where backups are kept. */
  readonly backups: string;
  /** The next database, whole, before it takes the present one's place. */
  readonly draft: string;
  /** What a change of databases that is under way still has to do. */
  readonly plan: string;
  /** Says that the database was found damaged while it was in use. */
  readonly damaged: string;
}

export const filesOf = (database: string): DatabaseFiles => ({
  database,
  backups: path.join(path.dirname(database), "backups"),
  draft: `${database}.next`,
  plan: `${database}.change`,
  damaged: `${database}.damaged`,
});

/** What SQLite keeps beside a database. They move with it, and before it. */
export const COMPANIONS = ["-wal", "-shm", "-journal"] as const;

/** `20261124T184049Z`: sorts by time, and is a name on every file system. */
const stamp = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, "");

/** Where a database goes that is taken out of use: beside its successor, never deleted. */
export const setAsideName = (database: string, reason: "damaged" | "replaced", at: number): string =>
  `${database}.${reason}-${stamp(at)}`;

/** The name of a backup of `database` taken at `at`, in {@link DatabaseFiles.backups}. */
export const backupName = (database: string, at: number): string => `${path.basename(database, ".db")}-${stamp(at)}.db`;

/** When a backup of `database` was taken, by its name; null where the file is something else. Epoch ms. */
export function backupTime(database: string, name: string): number | null {
  const prefix = `${path.basename(database, ".db")}-`;
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/.exec(name.slice(prefix.length)) ?? [];
  return name.startsWith(prefix) && y ? Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`) : null;
}
