import { open } from "node:fs/promises";
import type Sqlite from "better-sqlite3";

/** Resolves once all that was committed before the call is on the disk; rejects when that can't be said. */
export interface LogSync {
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The file whose bytes are asked to the disk. */
interface SyncedFile {
  datasync(): Promise<void>;
  close(): Promise<void>;
}
const openLog = (raw: Sqlite.Database): Promise<SyncedFile> => open(`${raw.name}-wal`, "r+");

/**
 * Brings the write-ahead log to the disk from a thread of the pool, so that no request waits for another one's disk. What asks
 * while a sync runs shares the next one: the one that runs may have begun before its commit.
 *
 * After a sync that failed the system may take the log for written; so the next one first copies it into the database,
 * which SQLite syncs by itself.
 */
export function logSync(raw: Sqlite.Database, openFile = openLog): LogSync {
  let file: Promise<SyncedFile> | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let suspect = false;

  async function once(): Promise<void> {
    try {
      if (suspect) copyIntoDatabase(raw);
      file ??= openFile(raw);
      await (await file).datasync();
      suspect = false;
    } catch (cause) {
      suspect = true;
      throw cause;
    }
  }

  function sync(): Promise<void> {
    if (raw.memory) return Promise.resolve();
    if (running) {
      next ??= running
        .catch(() => undefined)
        .then(() => {
          next = undefined;
          return sync();
        });
      return next;
    }
    running = once().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    sync,
    async close() {
      await (next ?? running)?.catch(() => undefined);
      await (await file?.catch(() => undefined))?.close();
    },
  };
}

function copyIntoDatabase(raw: Sqlite.Database): void {
  const [{ busy }] = raw.pragma("wal_checkpoint(FULL)") as [{ busy: number }];
  if (busy) throw new Error("The write-ahead log could not be copied into the database");
}
