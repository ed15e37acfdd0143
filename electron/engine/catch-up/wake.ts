import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { catchUpMark, CATCH_UP_MARK } from "./catch-up-mark.ts";
import { writeMark } from "../store/marks.ts";

/** What a sleep may have missed: what Stripe told, what became of servers, and whose time is over. */
const AFTER_SLEEP = ["catch_up", "read_panel", "heal_provisioning", "tend_services"] as const;

/** The machine slept, or the network was away: everything is compared now instead of at the next beat. */
export async function catchUpAfterSleep(deps: Deps): Promise<void> {
  const now = deps.options.now();
  await deps.db.transaction().execute(async (tx) => {
    const mark = await catchUpMark({ db: tx });
    if (mark) await writeMark(tx, CATCH_UP_MARK, { ...mark, wholeAt: null }, now);
    for (const kind of AFTER_SLEEP)
      await enqueueJob(tx, { queue: "housekeeping", kind, key: kind, payload: {}, runAt: now }, now);
  });
  deps.wakeJobs();
}
