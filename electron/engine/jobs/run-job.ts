import type { Clock, Log } from "../ports.ts";
import { backoffMs } from "./backoff.ts";
import type { ClaimedRow, SettledRow } from "./job-statements.ts";
import type { Job, JobHandler, JobOutcome } from "./job.ts";

/** A handler that throws has a bug; after this many runs the job is kept for a person instead of tried for ever. */
const MOST_CRASHES = 12;

/** Runs one claimed job to its settlement. Never rejects: a crash of the handler is an outcome, and stops no other job. */
export async function runJob(
  handler: JobHandler | undefined,
  row: ClaimedRow,
  { log, now }: { readonly log: Log; readonly now: Clock },
): Promise<SettledRow> {
  if (!handler)
    return settle(row, { kind: "dead", code: "JOB_KIND_UNKNOWN", says: `No job is called ${row.kind}.` }, now());
  try {
    return settle(row, await handler(asJob(row)), now());
  } catch (cause) {
    log.error({ err: cause, job: row.id, kind: row.kind, orderId: row.order_id }, "A job crashed");
    return settle(row, crashOf(row, cause), now());
  }
}

function crashOf(row: ClaimedRow, cause: unknown): JobOutcome {
  const says = `The job ${row.kind} crashed: ${cause instanceof Error ? cause.message : String(cause)}`;
  const kind = row.attempts >= MOST_CRASHES ? "dead" : "retry";
  return { kind, code: "JOB_CRASHED", says };
}

function settle(row: ClaimedRow, outcome: JobOutcome, at: number): SettledRow {
  const retryAt = outcome.kind === "retry" ? (outcome.at ?? at + backoffMs(row.attempts, Math.random())) : at;
  return {
    id: row.id,
    orderId: row.order_id,
    state: outcome.kind === "retry" ? "waiting" : outcome.kind,
    runAt: retryAt,
    at,
    code: outcome.kind === "done" ? null : outcome.code,
    error: outcome.kind === "done" ? null : outcome.says,
  };
}

const asJob = (row: ClaimedRow): Job => ({
  id: row.id,
  kind: row.kind,
  key: row.key,
  payload: JSON.parse(row.payload) as unknown,
  attempts: row.attempts,
  orderId: row.order_id,
});
