import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { PROVISION_SERVER } from "../provisioning/provision-job.ts";
import { retryProvisioning } from "../provisioning/retry-provisioning.ts";
import type { Db } from "../store/open-store.ts";

/** What came of it, in a sentence, and how many jobs were put to work. */
export interface RanAgain {
  readonly says: string;
  readonly put: number;
}

type DeadRow = NonNullable<Awaited<ReturnType<typeof findDead>>>;

/**
 * Puts jobs that gave up to work again, from their first attempt, each with an audit row. One that was asked for anew meanwhile
 * stays dead: two with one key never wait. A server's job is a retry of its order, since the order stands at `error` with it.
 */
export async function runAgain(deps: Deps, jobIds: readonly number[], operator: string): Promise<RanAgain> {
  const refused: string[] = [];
  let put = 0;
  for (const id of new Set(jobIds)) {
    const came = await runOneAgain(deps, id, operator);
    if (came === null) put += 1;
    else refused.push(came);
  }
  if (put > 0) deps.wakeJobs();
  deps.changes.publish({ topic: "status", ids: [] });
  const done = put === 1 ? "1 job runs again." : `${put} jobs run again.`;
  return { put, says: [put > 0 || refused.length === 0 ? done : "", ...new Set(refused)].filter(Boolean).join(" ") };
}

/** Null where it runs again, else why it does not. */
async function runOneAgain(deps: Deps, id: number, operator: string): Promise<string | null> {
  const job = await findDead(deps.db, id);
  if (!job) return `Job ${id} did not give up, or was pruned.`;
  if (job.kind === PROVISION_SERVER && job.order_id !== null) {
    const retried = await retryProvisioning(deps, job.order_id, operator);
    return retried.ok ? null : retried.error.says;
  }
  return deps.db.transaction().execute((tx) => revive(tx, job, operator, deps.options.now()));
}

const findDead = (db: Db, id: number) =>
  db
    .selectFrom("jobs")
    .select(["id", "queue", "kind", "key", "order_id", "attempts", "error"])
    .where("id", "=", id)
    .where("state", "=", "dead")
    .executeTakeFirst();

async function revive(tx: Db, job: DeadRow, operator: string, now: number): Promise<string | null> {
  const isAsked = tx
    .selectFrom("jobs")
    .select("id")
    .where("key", "=", job.key)
    .where("state", "in", ["waiting", "running"]);
  if (job.key !== null && (await isAsked.executeTakeFirst())) return `${job.kind} was asked for again already.`;
  const { numUpdatedRows } = await tx
    .updateTable("jobs")
    .set({ state: "waiting", run_at: now, attempts: 0, finished_at: null })
    .where("id", "=", job.id)
    .where("state", "=", "dead")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return `Job ${job.id} runs again already.`;
  const act = {
    at: now,
    actor: operator,
    act: "run_job_again",
    subject: job.order_id ?? `job:${job.id}`,
    reason: null,
  };
  await recordAct(tx, { ...act, before: { attempts: job.attempts, error: job.error }, after: { job: job.kind } });
  return null;
}
