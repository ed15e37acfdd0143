import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { unusable, type HostRefused } from "./host-refused.ts";

export interface FolderLock {
  release(): void;
}

/**
 * Makes the folder, and lets one process at a time use `name` in it. SQLite holds the lock as the system's own file
 * lock, so it ends with the process, however that ends; a file with a pid alone would outlive a crash.
 */
export function lockDataFolder(folder: string, name: string): Result<FolderLock, HostRefused> {
  const pidFile = path.join(folder, `${name}.pid`);
  let database: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    database = new Database(path.join(folder, `${name}.lock`), { timeout: 0 });
    database.pragma("journal_mode = MEMORY"); // nothing is written, so nothing is left behind
    const held = database.exec("BEGIN EXCLUSIVE");
    writeFileSync(pidFile, `${process.pid}\n`);
    return ok({
      release() {
        rmSync(pidFile, { force: true });
        held.close();
      },
    });
  } catch (error) {
    database?.close();
    return err(unusable(`--data-dir ${JSON.stringify(folder)} ${sayWhy(error, name, pidFile)}`));
  }
}

function sayWhy(error: unknown, name: string, pidFile: string): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code.startsWith("SQLITE_BUSY")) {
    const pid = readPid(pidFile);
    return `is used by another Waybill${pid ? ` (pid ${pid})` : ""} for ${name}: stop that one, or choose another folder.`;
  }
  if (code === "EEXIST" || code === "ENOTDIR") return "is not a folder: choose another.";
  if (code === "ENOSPC") return "has no space left: make room, or choose another folder.";
  if (/^(EACCES|EPERM|EROFS|ENOENT|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code)) {
    return "can't be written to: choose a folder that this account may write to.";
  }
  return `can't be used (${code || message}): choose another folder.`;
}

function readPid(pidFile: string): string | undefined {
  try {
    return /^\d+/.exec(readFileSync(pidFile, "utf8"))?.[0];
  } catch {
    return undefined;
  }
}
