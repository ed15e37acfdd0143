import { statfs } from "node:fs/promises";
import path from "node:path";
import type { Changes } from "../deps.ts";
import { closeFinding, openFinding } from "../findings/findings.ts";
import type { Clock, Log } from "../ports.ts";
import type { Store } from "../store/open-store.ts";
import { isDiskFull } from "../store/fault.ts";

export interface DiskWatchOptions {
  readonly store: Store;
  /** Path of the database; its disk is watched. */
  readonly file: string;
  readonly now: Clock;
  readonly log: Log;
  readonly changes: Changes;
}

const LOOK_EVERY_MS = 60_000;
const LOOK_WHILE_FULL_MS = 1_000;
const LOG_EVERY_MS = 60_000;
/** So long after the last failed write the disk counts as having room again. */
const QUIET_MS = 60_000;
const LOW_BYTES = 512 * 1024 ** 2;
const LOW_SHARE = 0.05;

/** Free bytes below which a person should make room: half a gigabyte, or a twentieth of a small disk. Pure. */
export const isLow = ({ free, size }: Space): boolean => free < Math.min(LOW_BYTES, size * LOW_SHARE);

interface Space {
  readonly free: number;
  readonly size: number;
}

/**
 * Watches the disk of the database. One that runs low is a finding before it is full; one that is full is in the log at once,
 * and a finding as soon as one can be written. Both close by themselves. Watches until the answer is called.
 */
export function watchDisk(options: DiskWatchOptions): () => void {
  const watch = new DiskWatch(options);
  const forget = options.store.onFault((cause) => watch.notice(cause));
  watch.lookSoon(0);
  return () => {
    forget();
    watch.stop();
  };
}

class DiskWatch {
  readonly #options: DiskWatchOptions;
  #failures = 0;
  #failedAt = 0;
  #loggedAt = -LOG_EVERY_MS;
  #isLooking = false;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DiskWatchOptions) {
    this.#options = options;
  }

  notice(cause: unknown): void {
    if (!isDiskFull(cause) || this.#isLooking) return; // its own attempts to write are not news
    const { log, now, file } = this.#options;
    this.#failures += 1;
    this.#failedAt = now();
    if (now() - this.#loggedAt >= LOG_EVERY_MS) {
      this.#loggedAt = now();
      log.error({ err: cause, file, failures: this.#failures }, this.#says());
    }
    this.lookSoon(LOOK_WHILE_FULL_MS);
  }

  lookSoon(ms: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), ms);
    this.#timer.unref();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    try {
      const { bavail, blocks, bsize } = await statfs(path.dirname(this.#options.file));
      if (!this.#isStopped) await this.#write({ free: bavail * bsize, size: blocks * bsize });
    } catch (cause) {
      if (!isDiskFull(cause))
        this.#options.log.warn({ err: cause }, "The disk of the database could not be looked at.");
    } finally {
      this.#isLooking = false;
      this.lookSoon(this.#failures > 0 ? LOOK_WHILE_FULL_MS : LOOK_EVERY_MS);
    }
  }

  async #write(space: Space): Promise<void> {
    const { store, now, changes, file } = this.#options;
    const at = now();
    const isFull = this.#failures > 0 && (at - this.#failedAt < QUIET_MS || isLow(space));
    const left = `The disk that holds ${file} has ${megabytes(space.free)} left. Waybill takes no events when it is full: make room.`;
    const changed = await store.db.transaction().execute(async (tx) => {
      const evidence = { ...space, failures: this.#failures, failedAt: this.#failedAt };
      const turn = (code: string, isSo: boolean, says: string) =>
        isSo ? openFinding(tx, { code, subject: "disk", says, evidence }, at) : closeFinding(tx, code, "disk", at);
      const full = await turn("DISK_FULL", isFull, this.#says());
      const low = await turn("DISK_LOW", isLow(space), left);
      return full || low;
    });
    if (changed) changes.publish({ topic: "status", ids: [] });
    if (!isFull) this.#failures = 0;
  }

  #says(): string {
    const { file } = this.#options;
    const writes = this.#failures === 1 ? "A write failed" : `${this.#failures} writes failed`;
    return `${writes} because the disk that holds ${file} is full. Stripe is told to send its events again; what was answered is kept. Make room: Waybill goes on by itself.`;
  }
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`;
