import { parentPort, workerData } from "node:worker_threads";
import Sqlite from "better-sqlite3";

/** What the thread is told. */
export interface CheckTask {
  readonly file: string;
  /** How many complaints are enough. */
  readonly most: number;
}

// A thread of its own: a whole check reads every page, and webhooks don't wait for it.
const { file, most } = workerData as CheckTask;
const database = new Sqlite(file, { readonly: true, fileMustExist: true });
const told = database.prepare<[], string>(`PRAGMA integrity_check(${most})`).pluck().all();
database.close();
parentPort?.postMessage(told, []);
