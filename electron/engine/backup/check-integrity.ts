import { Worker } from "node:worker_threads";
import Sqlite from "better-sqlite3";
import type { CheckTask } from "../store/check-worker.ts";
import { isDamage } from "../store/fault.ts";
import { readSchemaVersion } from "../store/read-schema-version.ts";
import { workerFile } from "../store/worker-file.ts";

const MOST = 20;

/** What is wrong with an open database, at a glance (indexes are not compared with their tables); null where nothing is. */
export const quickCheck = (raw: Sqlite.Database): string | null => ask(raw, "quick_check");

/** What is wrong with an open database, looked at whole: a gigabyte takes some ten seconds, and nothing else runs meanwhile. */
export const wholeCheck = (raw: Sqlite.Database): string | null => ask(raw, "integrity_check");

function ask(raw: Sqlite.Database, pragma: "quick_check" | "integrity_check"): string | null {
  try {
    return wrong(raw.prepare<[], string>(`PRAGMA ${pragma}(${MOST})`).pluck().all());
  } catch (cause) {
    if (isDamage(cause)) return (cause as Error).message;
    throw cause;
  }
}

/**
 * What is wrong with a database that nobody has open, looked at whole; null where nothing is. Looking may leave files beside it,
 * so give it one that is yours.
 */
export function inspectFile(file: string): string | null {
  if (readSchemaVersion(file) === null) return "it is no SQLite database";
  let raw: Sqlite.Database | undefined;
  try {
    raw = new Sqlite(file, { fileMustExist: true });
    return wholeCheck(raw);
  } catch (cause) {
    return (cause as Error).message;
  } finally {
    raw?.close();
  }
}

/**
 * Checks a whole database, tables against indexes, in a thread of its own: it may take minutes, and webhooks don't wait. Reads
 * beside whoever writes. Resolves to what is wrong, or null; rejects where it could not look.
 */
export function fullCheck(file: string): Promise<string | null> {
  const workerData: CheckTask = { file, most: MOST };
  const worker = new Worker(workerFile("check-worker"), { workerData });
  worker.unref();
  return new Promise((resolve, reject) => {
    worker.once("message", (told: readonly string[]) => resolve(wrong(told)));
    worker.once("error", (cause) => (isDamage(cause) ? resolve(cause.message) : reject(cause)));
    worker.once("exit", () => reject(new Error("the check ended without an answer")));
  });
}

const wrong = (told: readonly string[]): string | null =>
  told.length === 1 && told[0] === "ok" ? null : told.join("; ");
