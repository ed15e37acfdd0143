import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";

/** Apart from the recurring job's, which would not be taken before one is due. */
const KEY = "back_up_now";

/** Asks for a backup that is taken whether one is due or not; asked again while it waits, it is one. In the audit. */
export async function backUpNow(deps: Deps, operator: string): Promise<string> {
  const now = deps.options.now();
  await deps.db.transaction().execute(async (tx) => {
    const job = { queue: "housekeeping", kind: "back_up", key: KEY, payload: { asked: true }, runAt: now };
    await enqueueJob(tx, { ...job, priority: 1 }, now);
    const act = { at: now, actor: operator, act: "back_up", subject: "settings:backups", reason: null };
    await recordAct(tx, { ...act, before: null, after: null });
  });
  deps.wakeJobs();
  deps.changes.publish({ topic: "status", ids: [] });
  return "The database is being backed up.";
}

/** Whether a backup that somebody asked for is not taken yet. */
export async function isBackupWaiting({ db }: Pick<Deps, "db">): Promise<boolean> {
  const waiting = db
    .selectFrom("jobs")
    .select("id")
    .where("key", "=", KEY)
    .where("state", "in", ["waiting", "running"]);
  return (await waiting.executeTakeFirst()) !== undefined;
}
