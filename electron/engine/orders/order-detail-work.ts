import type { AuditRow, JobRow, ProvisioningStepRow } from "../../../shared/contract/orders.ts";
import type { JobState } from "../../../shared/contract/states.ts";
import { listActs } from "../audit/audit.ts";
import { auditSentence } from "../audit/audit-sentence.ts";
import type { Db } from "../store/open-store.ts";
import type { JobsTable } from "../store/tables/work.ts";

const MOST = 200;

/** The order's jobs, newest first. */
export async function listJobRows(db: Db, orderId: string): Promise<JobRow[]> {
  const rows = await db
    .selectFrom("jobs")
    .select(["id", "kind", "state", "attempts", "run_at as runAt", "finished_at as finishedAt", "error"])
    .where("order_id", "=", orderId)
    .orderBy("id", "desc")
    .limit(MOST)
    .execute();
  return rows.map((row) => ({ ...row, state: jobState(row.state, row.attempts, row.error) }));
}

/** A job that waits after a failed run is told apart from one that has not run yet. */
export function jobState(state: JobsTable["state"], attempts: number, error: string | null): JobState {
  if (state === "dead") return "failed";
  return state === "waiting" && attempts > 0 && error !== null ? "retrying" : state;
}

/** Every attempt at every step of the order's provisioning, newest first. */
export function listStepRows(db: Db, orderId: string): Promise<ProvisioningStepRow[]> {
  return db
    .selectFrom("provisioning_steps")
    .select(["id", "name", "attempt", "outcome", "says", "code", "evidence"])
    .select(["started_at as startedAt", "finished_at as finishedAt"])
    .where("order_id", "=", orderId)
    .orderBy("id", "desc")
    .limit(MOST)
    .execute();
}

/** What operators did to the order, newest first. */
export async function listAuditRows(db: Db, orderId: string): Promise<AuditRow[]> {
  const acts = await listActs(db, orderId);
  return acts.map((act) => ({ id: act.id, at: act.at, actor: act.actor, act: act.act, says: auditSentence(act) }));
}
