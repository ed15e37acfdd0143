import { closeSync, fsyncSync, openSync } from "node:fs";
import path from "node:path";

/** Makes a file's bytes durable. */
export function flushFile(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes what was made, renamed or deleted beside `file` durable. Some systems do so by themselves and open no folder. */
export function flushFolderOf(file: string): void {
  let handle: number;
  try {
    handle = openSync(path.dirname(file), "r");
  } catch {
    return;
  }
  try {
    fsyncSync(handle);
  } catch {
    // the file system has no such promise to make
  } finally {
    closeSync(handle);
  }
}
