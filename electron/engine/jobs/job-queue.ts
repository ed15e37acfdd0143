import type Sqlite from "better-sqlite3";
import type { Clock, Log } from "../ports.ts";
import { type ClaimedRow, type JobStatements, prepareJobStatements, type SettledRow } from "./job-statements.ts";
import type { JobHandler } from "./job.ts";
import { runJob } from "./run-job.ts";

const LEASE_MS = 120_000;
const RENEW_EVERY_MS = 30_000;
const LONGEST_NAP_MS = 30_000;
const AFTER_WRITE_FAILED_MS = 1_000;

export interface JobQueueOptions {
  readonly raw: Sqlite.Database;
  readonly now: Clock;
  readonly log: Log;
  /** Names this process among those that hold leases. */
  readonly owner: string;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** How many jobs of a queue run at once; a queue that is not named here is left alone. */
  readonly concurrency: Readonly<Record<string, number>>;
  /** Told after each commit which orders' jobs moved; an order may be named twice. */
  readonly onSettled: (orderIds: readonly string[]) => void;
}

/**
 * Runs the durable jobs of one process. Settling and claiming share one transaction a turn of the event loop. At start it
 * takes back what a dead process left running; a handler must therefore look before it acts.
 */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #sql: JobStatements;
  readonly #settleAndClaim: Sqlite.Transaction<(batch: readonly SettledRow[], at: number) => ClaimedRow[]>;
  readonly #running = new Map<number, ClaimedRow>();
  readonly #idleWaiters = new Set<() => void>();
  readonly #renewal: NodeJS.Timeout;
  #settled: SettledRow[] = [];
  #turnAsked = false;
  #stopped = false;
  #nap: NodeJS.Timeout | undefined;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#sql = prepareJobStatements(options.raw);
    this.#settleAndClaim = options.raw.transaction((batch, at) => {
      for (const row of batch) this.#sql.settle.run(row);
      return this.#claimDue(at);
    });
    this.#sql.reclaim.run({ owner: options.owner, now: options.now() });
    this.#renewal = setInterval(() => this.#renewLeases(), RENEW_EVERY_MS);
    this.#renewal.unref();
    this.wake();
  }

  /** Something was committed that may be due: look at the end of this turn. Cheap, may be called often. */
  wake(): void {
    if (this.#turnAsked) return;
    this.#turnAsked = true;
    setImmediate(() => this.#turn());
  }

  /** Resolves when nothing runs and nothing is due. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idleWaiters.add(resolve);
      this.wake();
    });
  }

  /** Claims nothing more and waits for what runs, `graceMs` at most; what is left runs again at the next start. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#renewal);
    let grace: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      grace = setTimeout(resolve, graceMs);
    });
    await Promise.race([this.idle(), patience]);
    clearTimeout(grace);
    clearTimeout(this.#nap);
  }

  #turn(): void {
    this.#turnAsked = false;
    const { raw, log, now } = this.#options;
    if (!raw.open) return this.#tellIdle();
    if (raw.inTransaction) return this.wake(); // a query builder's transaction is half-way; it ends within this turn
    const batch = this.#settled;
    this.#settled = [];
    for (const row of batch) this.#running.delete(row.id);
    let claimed: ClaimedRow[];
    try {
      claimed = this.#settleAndClaim.immediate(batch, now());
    } catch (cause) {
      this.#settled.unshift(...batch);
      log.error({ err: cause }, "The job table can't be written. Jobs wait; it is tried again in a second.");
      return this.#napFor(AFTER_WRITE_FAILED_MS);
    }
    for (const row of claimed) void this.#run(row);
    if (batch.length > 0) this.#options.onSettled(batch.flatMap((row) => row.orderId ?? []));
    this.#afterTurn();
  }

  #claimDue(at: number): ClaimedRow[] {
    if (this.#stopped) return [];
    const { concurrency, owner } = this.#options;
    return Object.entries(concurrency).flatMap(([queue, most]) => {
      const slots = most - this.#countRunning(queue);
      return slots > 0 ? this.#sql.claim.all({ queue, slots, owner, now: at, leaseUntil: at + LEASE_MS }) : [];
    });
  }

  async #run(row: ClaimedRow): Promise<void> {
    this.#running.set(row.id, row);
    const { handlers, log, now } = this.#options;
    const settled = await runJob(handlers[row.kind], row, { log, now });
    this.#settled.push(settled); // not in one line: the list may have been taken and replaced while the job ran
    this.wake();
  }

  #afterTurn(): void {
    const nextAt = this.#nextRunnableAt();
    const due = nextAt !== null && nextAt <= this.#options.now();
    if (due) return this.wake();
    if (this.#running.size === 0 && this.#settled.length === 0) this.#tellIdle();
    if (nextAt !== null) this.#napFor(nextAt - this.#options.now());
  }

  #tellIdle(): void {
    for (const tell of this.#idleWaiters) tell();
    this.#idleWaiters.clear();
  }

  /** When the next job that has a free slot is due; the rest is claimed by the turn that frees one. */
  #nextRunnableAt(): number | null {
    if (this.#stopped) return null;
    const times = Object.entries(this.#options.concurrency).flatMap(([queue, most]) =>
      this.#countRunning(queue) < most ? (this.#sql.nextAt.get(queue)?.at ?? []) : [],
    );
    return times.length > 0 ? Math.min(...times) : null;
  }

  #countRunning(queue: string): number {
    let count = 0;
    for (const row of this.#running.values()) if (row.queue === queue) count += 1;
    return count;
  }

  // A nap is never long, so that a clock that was set back, or a laptop that slept, costs half a minute at most.
  #napFor(ms: number): void {
    clearTimeout(this.#nap);
    this.#nap = setTimeout(() => this.wake(), Math.min(Math.max(ms, 0), LONGEST_NAP_MS));
  }

  #renewLeases(): void {
    const { raw, now, owner } = this.#options;
    if (!raw.open || raw.inTransaction) return;
    for (const id of this.#running.keys()) this.#sql.renew.run(now() + LEASE_MS, id);
    this.#sql.reclaim.run({ owner, now: now() });
  }
}
