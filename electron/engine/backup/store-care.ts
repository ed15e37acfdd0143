import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { Job, JobHandler } from "../jobs/job.ts";
import type { Recurring } from "../jobs/recurring.ts";
import { isDamage } from "../store/fault.ts";
import type { Store } from "../store/open-store.ts";
import { backUp } from "./backup-job.ts";
import { checkDatabase } from "./check-job.ts";
import { markEnvironment } from "./environment-mark.ts";
import { rebuild } from "./rebuild/rebuild.ts";
import { readRebuildMark } from "./rebuild-mark.ts";
import { tellDamage } from "./tell-damage.ts";
import { watchDisk } from "./watch-disk.ts";

/** What is done for the database again and again; the jobs themselves decide what is due. */
export const STORE_CARE: readonly Recurring[] = [
  { queue: "housekeeping", kind: "back_up", everyMs: 10 * 60_000 },
  { queue: "housekeeping", kind: "check_database", everyMs: 60 * 60_000 },
];

export interface StoreCare {
  readonly handlers: Readonly<Record<string, JobHandler>>;
  /** How many jobs of a queue run at once: as the engine has it, but while the database is rebuilt, only the rebuild is at work. */
  readonly concurrency: Readonly<Record<string, number>>;
  stop(): void;
}

const REBUILD = { queue: "rebuild", kind: "rebuild", key: "rebuild", payload: {} };

/** Looks after the database: backups, checks, its disk, and the rebuild where one was begun. */
export async function careForStore(
  store: Store,
  deps: Deps,
  whenWhole: Readonly<Record<string, number>>,
): Promise<StoreCare> {
  const { databaseFile: file, log, now } = deps.options;
  await markEnvironment(deps.db, deps.options.env, now());
  const mark = await readRebuildMark(deps.db);
  const isWhole = !mark || mark.doneAt !== null;
  const concurrency: Record<string, number> = isWhole ? { ...whenWhole } : { [REBUILD.queue]: 1 };
  if (!isWhole) await enqueueJob(deps.db, { ...REBUILD, runAt: now() }, now());
  const rebuildAll = rebuild(deps);
  const handlers = {
    rebuild: async (job: Job) => {
      const came = await rebuildAll(job);
      if (came.kind === "done") Object.assign(concurrency, whenWhole);
      deps.wakeJobs();
      return came;
    },
    back_up: backUp(deps, store),
    check_database: checkDatabase(deps),
  };
  const unwatch = watchDisk({ store, file, now, log, changes: deps.changes });
  const forget = tellDamageOnce(store, deps);
  return {
    handlers,
    concurrency,
    stop() {
      unwatch();
      forget();
    },
  };
}

/** Damage that a query meets is told once; the rest of its queries would tell the same. */
function tellDamageOnce(store: Store, deps: Deps): () => void {
  const forget = store.onFault((cause) => {
    if (!isDamage(cause)) return;
    forget();
    void tellDamage(deps, (cause as Error).message);
  });
  return forget;
}
