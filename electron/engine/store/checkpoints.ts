import { Worker } from "node:worker_threads";
import type Sqlite from "better-sqlite3";
import type { Log } from "../ports.ts";
import { workerFile } from "./worker-file.ts";

/** What the checkpoint thread is told. */
export interface CheckpointTask {
  readonly file: string;
  readonly lookEveryMs: number;
  /** Pages that wait in the log; fewer are left alone. */
  readonly worthFrames: number;
  /** A log of more pages than this is begun anew, though the writer waits for it. */
  readonly mostFrames: number;
}

/** With pages of 4 KiB: what SQLite itself takes for worth it, and 64 MiB. */
const TASK = { lookEveryMs: 50, worthFrames: 1_000, mostFrames: 16_384 } as const;
/** A start is not the moment for it: what is written meanwhile, SQLite checkpoints by itself. */
const AFTER_MS = 1_000;
/** SQLite's own: pages of the log after which the writer checkpoints. */
const BY_THE_WRITER = 1_000;

export interface Checkpoints {
  /** Resolves once the thread works; false where it can't be had. Then the writer checkpoints, as SQLite does by itself. */
  readonly ready: Promise<boolean>;
  /** Ends the thread. Call it before the database is closed. */
  stop(): Promise<void>;
}

/**
 * Has the write-ahead log copied into the database by a thread of its own, so that the commit of a webhook never waits for it.
 * Where the thread does not start, or ends, the writer does it again.
 */
export function startCheckpoints(
  raw: Sqlite.Database,
  log: Log,
  { afterMs = AFTER_MS, task = {} }: { readonly afterMs?: number; readonly task?: Partial<CheckpointTask> } = {},
): Checkpoints {
  const ready = Promise.withResolvers<boolean>();
  let worker: Worker | undefined;
  let ended: Promise<void> = Promise.resolve();
  const checkpointByWriter = () => {
    if (raw.open) raw.pragma(`wal_autocheckpoint = ${BY_THE_WRITER}`);
    ready.resolve(false);
  };
  const start = () => {
    if (!raw.open) return ready.resolve(false);
    const begun = new Worker(workerFile("checkpoint-worker"), {
      workerData: { ...TASK, file: raw.name, ...task } satisfies CheckpointTask,
    });
    worker = begun;
    begun.unref();
    begun.once("message", () => {
      if (raw.open) raw.pragma("wal_autocheckpoint = 0");
      ready.resolve(true);
    });
    begun.on("error", (cause) =>
      log.warn({ err: cause }, "The checkpoint thread ended; the database checkpoints by itself"),
    );
    ended = new Promise((resolve) => {
      begun.once("exit", () => {
        checkpointByWriter();
        resolve();
      });
    });
  };
  const timer = setTimeout(start, afterMs);
  timer.unref();
  return {
    ready: ready.promise,
    async stop() {
      clearTimeout(timer);
      ready.resolve(false);
      worker?.postMessage("end", []);
      await ended;
    },
  };
}
