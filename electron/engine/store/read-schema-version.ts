import { closeSync, openSync, readSync } from "node:fs";
import { readWal, USER_VERSION_AT } from "./read-wal.ts";

const MAGIC = "SQLite format 3\0";

/**
 * The schema version (`user_version`) of a database that no connection of this process has open, with what its write-ahead log adds.
 * SQLite is not asked: opening a file is enough for it to make files beside it, and closing it rewrites the log into it. Null
 * where there is no database.
 */
export function readSchemaVersion(file: string): number | null {
  const header = readHeader(file);
  if (header?.toString("latin1", 0, MAGIC.length) !== MAGIC) return null;
  return readWal(`${file}-wal`).userVersion ?? header.readUInt32BE(USER_VERSION_AT);
}

function readHeader(file: string): Buffer | null {
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch {
    return null;
  }
  try {
    const header = Buffer.alloc(USER_VERSION_AT + 4);
    return readSync(handle, header, 0, header.length, 0) === header.length ? header : null;
  } finally {
    closeSync(handle);
  }
}
