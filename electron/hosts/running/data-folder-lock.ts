import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { unusable, type HostRefused } from "./host-refused.ts";

export interface FolderLock {
  release(): void;
}

/** A connection that nobody refers to is closed when memory is tidied, and its lock with it; whoever forgets theirs keeps it. */
const held = new Set<Database.Database>();

/** Makes a folder and those above it, for this account alone; the error is a sentence on why that can't be. */
export function makeDataFolder(folder: string): Result<undefined, HostRefused> {
  try {
    makeFolder(folder);
    return ok(undefined);
  } catch (error) {
    return err(unusable(`--data-dir ${JSON.stringify(folder)} ${sayWhy(error, folder)}`));
  }
}

/**
 * Makes the folder, and lets one process at a time use `name` in it. SQLite holds the lock as the system's own file
 * lock, so it ends with the process, however that ends; a file with a pid alone would outlive a crash. Waits `waitMs` for
 * another to release it; the thread stands still meanwhile.
 */
export function lockDataFolder(folder: string, name: string, waitMs = 0): Result<FolderLock, HostRefused> {
  const made = makeDataFolder(folder);
  if (!made.ok) return made;
  const pidFile = path.join(folder, `${name}.pid`);
  let database: Database.Database | undefined;
  try {
    database = new Database(path.join(folder, `${name}.lock`), { timeout: waitMs });
    database.pragma("journal_mode = MEMORY"); // nothing is written, so nothing is left behind
    const lock = database.exec("BEGIN EXCLUSIVE");
    writeFileSync(pidFile, `${process.pid}\n`);
    held.add(lock);
    return ok({
      release() {
        rmSync(pidFile, { force: true });
        held.delete(lock);
        lock.close();
      },
    });
  } catch (error) {
    database?.close();
    const busy = (error as NodeJS.ErrnoException).code?.startsWith("SQLITE_BUSY");
    return err(
      unusable(`--data-dir ${JSON.stringify(folder)} ${busy ? sayWho(pidFile, name) : sayWhy(error, folder)}`),
    );
  }
}

/** Node's own recursive mkdir never returns for a folder that can't exist, such as one in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process was quicker
  }
}

function sayWho(pidFile: string, name: string): string {
  const pid = readPid(pidFile);
  return `is used by another Waybill${pid ? ` (pid ${pid})` : ""} for ${name}: stop that one, or choose another folder.`;
}

function sayWhy(error: unknown, folder: string): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code === "ENOTDIR" || isFile(folder)) return "is not a folder: choose another.";
  if (code === "ENOSPC") return "has no space left: make room, or choose another folder.";
  if (/^(EACCES|EPERM|EROFS|ENOENT|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code)) {
    return "can't be written to: choose a folder that this account may write to.";
  }
  return `can't be used (${code || message}): choose another folder.`;
}

const isFile = (name: string) => statSync(name, { throwIfNoEntry: false })?.isFile() === true;

function readPid(pidFile: string): string | undefined {
  try {
    return /^\d+/.exec(readFileSync(pidFile, "utf8"))?.[0];
  } catch {
    return undefined;
  }
}
