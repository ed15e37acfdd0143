import { parentPort, workerData } from "node:worker_threads";
import Sqlite from "better-sqlite3";
import type { CheckpointTask } from "./checkpoints.ts";

// A thread of its own: a checkpoint waits for the disk, and whoever waits with it answers no webhooks meanwhile.
const { file, lookEveryMs, worthFrames, mostFrames } = workerData as CheckpointTask;
// It waits only to begin the log anew, between two commits of the writer.
const db = new Sqlite(file, { fileMustExist: true, timeout: 250 });
db.pragma("synchronous = FULL");

interface LogState {
  readonly log: number;
  readonly checkpointed: number;
}
const checkpoint = (mode: "NOOP" | "PASSIVE" | "RESTART"): LogState =>
  (db.pragma(`wal_checkpoint(${mode})`) as [LogState])[0];

/**
 * Copies what the log holds into the file, without waiting for anybody. A log that never comes to rest grows on: then it is
 * begun anew, for which the writer waits a few milliseconds.
 */
function look(): void {
  try {
    const { log, checkpointed } = checkpoint("NOOP");
    if (log > mostFrames) checkpoint("RESTART");
    else if (log - checkpointed >= worthFrames) checkpoint("PASSIVE");
  } catch {
    // The disk is full, or somebody else checkpoints. A writer that is in trouble says so; here it is looked again soon.
  }
}

const looking = setInterval(look, lookEveryMs);
parentPort?.once("message", () => {
  clearInterval(looking);
  db.close();
  parentPort?.close();
});
parentPort?.postMessage("ready", []);
