import { JobQueue, type JobQueueOptions } from "../../../electron/engine/jobs/job-queue.ts";
import type { JobStore } from "../../../electron/engine/jobs/job-store.ts";
import type { JobHandler, NewJob } from "../../../electron/engine/jobs/job.ts";

/** One row of wherever an adapter keeps jobs. */
export interface JobRow {
  readonly key: string | null;
  readonly state: string;
  readonly attempts: number;
  readonly runAt: number;
  readonly code: string | null;
  readonly error: string | null;
}

/** What an adapter brings to be tried: an empty place for jobs, gone when the test ends. */
export interface JobsPlace {
  /** A connection of its own to the same jobs, as another process would have. */
  connect(): JobStore;
  /** All jobs, oldest first. */
  rows(): Promise<readonly JobRow[]>;
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** When a test begins, by the clock that it turns. */
export const T0 = 1_000_000;
export const done: JobHandler = async () => ({ kind: "done" });
const job = (over: Partial<NewJob>): NewJob => ({
  queue: "q",
  kind: "work",
  key: null,
  payload: {},
  runAt: T0,
  ...over,
});

export type Jobs = Awaited<ReturnType<typeof openJobs>>;
/** What is promised, and what tries it. */
export type JobsCase = readonly [promise: string, expectIt: (jobs: Jobs) => Promise<void>];

/** Workers that do nothing by themselves, on a clock that the test turns. */
export async function openJobs(open: () => Promise<JobsPlace>) {
  const place = await open();
  const store = place.connect();
  let now = T0;
  return {
    place,
    store,
    add: (over: Partial<NewJob> = {}) => store.enqueue(job(over), now),
    at: (ms: number) => {
      now = T0 + ms;
    },
    worker: (handlers: Record<string, JobHandler>, over: Partial<JobQueueOptions> = {}) =>
      new JobQueue({
        store: place.connect(),
        now: () => now,
        log: silent,
        owner: "a worker",
        handlers,
        concurrency: { q: 4 },
        onSettled: () => {},
        alone: false,
        byHand: true,
        ...over,
      }),
  };
}
