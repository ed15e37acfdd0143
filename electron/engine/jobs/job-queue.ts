import type { Clock, Log } from "../ports.ts";
import type { ClaimedJob, JobStore, SettledJob, Turn } from "./job-store.ts";
import type { JobHandler } from "./job.ts";
import { runJob } from "./run-job.ts";

/** How long a worker may be silent before its jobs count as nobody's. */
export const LEASE_MS = 120_000;
const RENEW_EVERY_MS = 30_000;
const LONGEST_NAP_MS = 30_000;
const AFTER_WRITE_FAILED_MS = 1_000;
/** While webhooks press, they are answered first: jobs go on one by one, and their turns keep apart. */
const AT_ONCE_WHEN_PRESSED = 1;
const PAUSE_WHEN_PRESSED_MS = 25;

export interface JobQueueOptions {
  readonly store: JobStore;
  readonly now: Clock;
  readonly log: Log;
  /** Names this worker among those that hold leases. */
  readonly owner: string;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** How many jobs of a queue run at once; a queue that is not named here is left alone. */
  readonly concurrency: Readonly<Record<string, number>>;
  /** Told after each commit which orders' jobs moved; an order may be named twice. */
  readonly onSettled: (orderIds: readonly string[]) => void;
  /** Nobody else works on these jobs: what another owner holds at the start is a dead process's, and taken back at once. */
  readonly alone: boolean;
  /** Whether something more urgent than jobs presses just now. */
  readonly isPressed?: () => boolean;
  /** Does nothing by itself: `tick` is called. */
  readonly byHand?: boolean;
}

/**
 * Runs the durable jobs of one process. Settling and claiming share one transaction a turn of the event loop. What a dead
 * process left running is taken back; a handler must therefore look before it acts.
 */
export class JobQueue {
  readonly #options: JobQueueOptions;
  readonly #running = new Map<number, ClaimedJob>();
  readonly #idleWaiters = new Set<() => void>();
  readonly #renewal: NodeJS.Timeout | undefined;
  readonly #ready: Promise<void>;
  #settled: SettledJob[] = [];
  #turnAsked = false;
  #turning = false;
  #anotherTurn = false;
  #stopped = false;
  #nap: NodeJS.Timeout | undefined;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    this.#ready = this.#takeBack(options.alone).catch((cause: unknown) =>
      options.log.error({ err: cause }, "What a dead process left running waits until its leases run out"),
    );
    if (options.byHand) return;
    this.#renewal = setInterval(() => void this.renewLeases(), RENEW_EVERY_MS);
    this.#renewal.unref();
    this.wake();
  }

  /** Something was committed that may be due: look at the end of this turn. Cheap, may be called often. */
  wake(): void {
    if (this.#turnAsked || this.#options.byHand) return;
    this.#turnAsked = true;
    if (this.#options.isPressed?.()) setTimeout(() => void this.#turn(), PAUSE_WHEN_PRESSED_MS);
    else setImmediate(() => void this.#turn());
  }

  /** Resolves when nothing runs and nothing is due. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idleWaiters.add(resolve);
      this.wake();
    });
  }

  /** One round by hand: takes what is due, runs it to its end, settles it. Answers how many ran. */
  async tick(): Promise<number> {
    await this.#ready;
    const claimed = await this.#patiently([], this.#freeSlots());
    for (const job of claimed) this.#running.set(job.id, job);
    const settled = await Promise.all(claimed.map((job) => this.#runOne(job)));
    for (const { id } of claimed) this.#running.delete(id);
    await this.#patiently(settled, []);
    return claimed.length;
  }

  /** Says that this worker lives, and takes back what others no longer run. Happens by itself, but for `byHand`. */
  async renewLeases(): Promise<void> {
    const { store, now, owner, log } = this.#options;
    try {
      const lost = await store.renew([...this.#running.keys()], owner, now() + LEASE_MS);
      if (lost.length > 0)
        log.warn({ jobs: lost }, "This process was silent for so long that others took over its jobs");
      await this.#takeBack(false);
    } catch (cause) {
      log.error({ err: cause }, "The leases of running jobs could not be renewed; it is tried again in half a minute");
    }
  }

  /** Claims nothing more and waits for what runs, `graceMs` at most; what is left runs again at the next start. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#renewal);
    if (this.#options.byHand) return;
    let grace: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      grace = setTimeout(resolve, graceMs);
    });
    await Promise.race([this.idle(), patience]);
    clearTimeout(grace);
    clearTimeout(this.#nap);
  }

  async #takeBack(alone: boolean): Promise<void> {
    const { store, now, owner } = this.#options;
    if ((await store.takeBack(now(), alone ? { allBut: owner } : "expired")) > 0) this.wake();
  }

  /** One turn at a time: a wake during one is the next. */
  async #turn(): Promise<void> {
    this.#turnAsked = false;
    if (this.#turning) {
      this.#anotherTurn = true;
      return;
    }
    this.#turning = true;
    try {
      await this.#ready;
      await this.#settleAndClaim();
    } catch (cause) {
      this.#options.log.error(
        { err: cause },
        "The job table can't be written. Jobs wait; it is tried again in a second.",
      );
      this.#napFor(AFTER_WRITE_FAILED_MS);
    }
    this.#turning = false;
    if (this.#anotherTurn) this.wake();
    this.#anotherTurn = false;
  }

  async #settleAndClaim(): Promise<void> {
    if (this.#settled.length === 0) {
      const nextAt = await this.#nextAt();
      if (!this.#isDue(nextAt)) return this.#rest(nextAt); // a look costs far less than a commit
    }
    const batch = this.#settled;
    this.#settled = [];
    for (const { id } of batch) this.#running.delete(id);
    const claimed = await this.#exchange(batch, this.#freeSlots()).catch((cause: unknown) => {
      this.#settled.unshift(...batch);
      throw cause;
    });
    if (claimed === "closed") return this.#tellIdle();
    if (claimed === "busy") {
      this.#settled.unshift(...batch);
      return this.wake();
    }
    for (const job of claimed) void this.#run(job);
    this.#rest(await this.#nextAt());
  }

  /** Hands in what ran and takes what is due, in one commit. */
  async #exchange(
    settled: readonly SettledJob[],
    claims: Turn["claims"],
  ): Promise<readonly ClaimedJob[] | "busy" | "closed"> {
    const { store, now, owner, log, onSettled } = this.#options;
    const at = now();
    const turned = await store.turn({ settled, claims, owner, now: at, leaseUntil: at + LEASE_MS });
    if (turned.kind !== "turned") return turned.kind;
    const { claimed, lost } = turned;
    if (lost.length > 0)
      log.warn({ jobs: lost }, "These jobs ended after others had taken them over; the later outcome counts");
    const written = settled.filter(({ id }) => !lost.includes(id));
    if (written.length > 0) onSettled(written.flatMap(({ orderId }) => orderId ?? []));
    return claimed;
  }

  async #patiently(settled: readonly SettledJob[], claims: Turn["claims"]): Promise<readonly ClaimedJob[]> {
    for (;;) {
      const claimed = await this.#exchange(settled, claims);
      if (claimed === "closed") return [];
      if (claimed !== "busy") return claimed;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #freeSlots(): { queue: string; slots: number }[] {
    if (this.#stopped) return [];
    const { concurrency, isPressed } = this.#options;
    const most = isPressed?.() ? AT_ONCE_WHEN_PRESSED : Infinity;
    return Object.entries(concurrency)
      .map(([queue, allowed]) => ({ queue, slots: Math.min(allowed, most) - this.#countRunning(queue) }))
      .filter(({ slots }) => slots > 0);
  }

  async #run(job: ClaimedJob): Promise<void> {
    this.#running.set(job.id, job);
    const settled = await this.#runOne(job);
    this.#settled.push(settled); // not in one line: the list may have been taken and replaced while the job ran
    this.wake();
  }

  #runOne(job: ClaimedJob): Promise<SettledJob> {
    const { handlers, log, now } = this.#options;
    return runJob(handlers[job.kind], job, { log, now });
  }

  /** When the next job that could be taken is due. Of queues with a free slot only: the turn that frees one takes the rest. */
  #nextAt(): Promise<number | null> {
    return this.#options.store.nextAt(this.#freeSlots().map(({ queue }) => queue));
  }

  #isDue(at: number | null): at is number {
    return at !== null && at <= this.#options.now();
  }

  #rest(nextAt: number | null): void {
    if (this.#isDue(nextAt)) return this.wake();
    if (this.#running.size === 0 && this.#settled.length === 0) this.#tellIdle();
    if (nextAt !== null) this.#napFor(nextAt - this.#options.now());
  }

  #tellIdle(): void {
    for (const tell of this.#idleWaiters) tell();
    this.#idleWaiters.clear();
  }

  #countRunning(queue: string): number {
    let count = 0;
    for (const job of this.#running.values()) if (job.queue === queue) count += 1;
    return count;
  }

  // A nap is never long, so that a clock that was set back, or a laptop that slept, costs half a minute at most.
  #napFor(ms: number): void {
    clearTimeout(this.#nap);
    this.#nap = setTimeout(() => this.wake(), Math.min(Math.max(ms, 0), LONGEST_NAP_MS));
  }
}
