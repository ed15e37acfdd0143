import type { Clock, Log } from "../ports.ts";
import { backoffMs } from "./backoff.ts";
import type { ClaimedJob, SettledJob } from "./job-store.ts";
import type { Job, JobHandler, JobOutcome } from "./job.ts";

/** A handler that throws has a bug; after this many runs the job is kept for a person instead of tried for ever. */
const MOST_CRASHES = 12;

/** Runs one claimed job to its settlement. Never rejects: a crash of the handler is an outcome, and stops no other job. */
export async function runJob(
  handler: JobHandler | undefined,
  claimed: ClaimedJob,
  { log, now }: { readonly log: Log; readonly now: Clock },
): Promise<SettledJob> {
  const { kind } = claimed;
  if (!handler)
    return settle(claimed, { kind: "dead", code: "JOB_KIND_UNKNOWN", says: `No job is called ${kind}.` }, now());
  try {
    return settle(claimed, await handler(asJob(claimed)), now());
  } catch (cause) {
    log.error({ err: cause, job: claimed.id, kind, orderId: claimed.orderId }, "A job crashed");
    return settle(claimed, crashOf(claimed, cause), now());
  }
}

function crashOf({ kind, attempts }: ClaimedJob, cause: unknown): JobOutcome {
  const says = `The job ${kind} crashed: ${cause instanceof Error ? cause.message : String(cause)}`;
  return { kind: attempts >= MOST_CRASHES ? "dead" : "retry", code: "JOB_CRASHED", says };
}

function settle({ id, orderId, startedAt, attempts }: ClaimedJob, outcome: JobOutcome, at: number): SettledJob {
  return {
    id,
    orderId,
    startedAt,
    state: outcome.kind === "retry" ? "waiting" : outcome.kind,
    runAt: outcome.kind === "retry" ? (outcome.at ?? at + backoffMs(attempts, Math.random())) : at,
    at,
    code: outcome.kind === "done" ? null : outcome.code,
    error: outcome.kind === "done" ? null : outcome.says,
  };
}

const asJob = ({ id, kind, key, payload, attempts, orderId }: ClaimedJob): Job => ({
  id,
  kind,
  key,
  payload: JSON.parse(payload) as unknown,
  attempts,
  orderId,
});
