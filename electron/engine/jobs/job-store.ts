import type { NewJob } from "./job.ts";

/** A job that a worker took. `startedAt` (epoch ms) and its owner are its lease: what ran under another is not settled. */
export interface ClaimedJob {
  readonly id: number;
  readonly queue: string;
  readonly kind: string;
  readonly key: string | null;
  /** JSON. */
  readonly payload: string;
  /** Counts this run. */
  readonly attempts: number;
  readonly orderId: string | null;
  readonly startedAt: number;
}

/** What a run came to, ready to be written. Times are epoch ms. */
export interface SettledJob {
  readonly id: number;
  readonly orderId: string | null;
  readonly startedAt: number;
  readonly state: "waiting" | "done" | "dead";
  /** When a waiting one is due. */
  readonly runAt: number;
  readonly at: number;
  readonly code: string | null;
  readonly error: string | null;
}

export interface Turn {
  readonly settled: readonly SettledJob[];
  /** How many of each queue may be taken at most. */
  readonly claims: readonly { readonly queue: string; readonly slots: number }[];
  readonly owner: string;
  readonly now: number;
  readonly leaseUntil: number;
}

/** `lost` names settled jobs whose lease another worker had taken over: what they came to was not written. */
export type Turned =
  | { readonly kind: "turned"; readonly claimed: readonly ClaimedJob[]; readonly lost: readonly number[] }
  /** Somebody else is half-way through a transaction of this connection: ask again in a moment. */
  | { readonly kind: "busy" }
  | { readonly kind: "closed" };

export interface PausedQueue {
  readonly queue: string;
  readonly pausedAt: number;
  readonly pausedBy: string;
  readonly reason: string | null;
}

/**
 * Where jobs are kept. Whoever keeps them promises: a claim gives a job to one worker only, however many ask at once; the
 * most urgent first (priority, then due time, then age); settling counts only under the lease that the claim gave; one
 * unfinished job a key; a paused queue gives nothing, also after a restart. `tests/suites/jobs-suite.ts` tries all of it.
 */
export interface JobStore {
  /** Writes a job in a transaction of its own. Work that writes state too uses `enqueueJob` in its own transaction. */
  enqueue(job: NewJob, now: number): Promise<void>;
  /** Settles what ran and takes what is due, in one commit. Throws where it can't be written; then nothing was. */
  turn(turn: Turn): Promise<Turned>;
  /** When the next waiting job of these queues is due, paused ones left out; null where none waits. */
  nextAt(queues: readonly string[]): Promise<number | null>;
  /** Extends the leases of `owner`; answers the ids that it no longer holds. */
  renew(ids: readonly number[], owner: string, until: number): Promise<readonly number[]>;
  /**
   * Puts back what nobody runs any more: whose lease ran out, and, where this process is known to be the only one, whatever
   * another owner holds. Answers how many.
   */
  takeBack(now: number, dead: "expired" | { readonly allBut: string }): Promise<number>;
  /** Takes nothing more from a queue until it is resumed; what runs ends. */
  pause(paused: PausedQueue): Promise<void>;
  /** True where it was paused. Wake the workers afterwards. */
  resume(queue: string): Promise<boolean>;
  paused(): Promise<readonly PausedQueue[]>;
}
