import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** What a write-ahead log holds, read without SQLite, which would change the files by looking. */
export interface WalFacts {
  /** How many transactions are in it. */
  readonly commits: number;
  /** The schema version that the last of them leaves; null where none of them wrote the database's first page. */
  readonly userVersion: number | null;
}

const WAL_HEADER = 32;
const FRAME_HEADER = 24;
/** Where `user_version` lies in a database's first page. */
export const USER_VERSION_AT = 60;

/**
 * Walks the frames of `file` as SQLite would recover them: those that carry the header's salt, up to the last one that ends
 * a transaction. A file that is not there, or is no log, holds nothing.
 */
export function readWal(file: string): WalFacts {
  const nothing = { commits: 0, userVersion: null };
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch {
    return nothing;
  }
  try {
    const header = read(handle, 0, WAL_HEADER);
    const isLog = header !== null && (header.readUInt32BE(0) & 0xfffffffe) >>> 0 === 0x377f0682;
    return isLog ? walk(handle, header) : nothing;
  } finally {
    closeSync(handle);
  }
}

function walk(handle: number, header: Buffer): WalFacts {
  const pageSize = header.readUInt32BE(8);
  const salt = header.subarray(16, 24);
  const frameSize = FRAME_HEADER + pageSize;
  const end = fstatSync(handle).size - frameSize;
  let facts: WalFacts = { commits: 0, userVersion: null };
  let { userVersion } = facts;
  for (let at = WAL_HEADER; at <= end; at += frameSize) {
    const frame = read(handle, at, FRAME_HEADER + USER_VERSION_AT + 4);
    if (frame === null || !frame.subarray(8, 16).equals(salt)) break; // of an earlier round of the log
    if (frame.readUInt32BE(0) === 1) userVersion = frame.readUInt32BE(FRAME_HEADER + USER_VERSION_AT);
    const endsTransaction = frame.readUInt32BE(4) > 0;
    if (endsTransaction) facts = { commits: facts.commits + 1, userVersion };
  }
  return facts;
}

function read(handle: number, at: number, bytes: number): Buffer | null {
  const buffer = Buffer.alloc(bytes);
  return readSync(handle, buffer, 0, bytes, at) === bytes ? buffer : null;
}
