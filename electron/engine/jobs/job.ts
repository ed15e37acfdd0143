/** What a handler is given. `attempts` counts this run. */
export interface Job {
  readonly id: number;
  readonly kind: string;
  readonly key: string | null;
  readonly payload: unknown;
  readonly attempts: number;
  readonly orderId: string | null;
}

/** What became of a run. `retry` without `at` backs off by itself; `dead` is kept with its error for a person. */
export type JobOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "retry"; readonly at?: number; readonly code: string; readonly says: string }
  | { readonly kind: "dead"; readonly code: string; readonly says: string };

/** Runs one job. May run again after a crash at any instant, so each handler looks before it acts. */
export type JobHandler = (job: Job) => Promise<JobOutcome>;

/** A job to be written in the same transaction as the state that asks for it. */
export interface NewJob {
  readonly queue: string;
  readonly kind: string;
  readonly key: string | null;
  readonly payload: unknown;
  readonly runAt: number;
  readonly orderId?: string | null;
  readonly priority?: number;
}
