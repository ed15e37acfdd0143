import type { Deps } from "../deps.ts";
import { pruneJobs } from "../jobs/prune-jobs.ts";
import { packJournal } from "./pack-journal.ts";
import { pruneJournal } from "./prune-journal.ts";

/** Packs what is old, deletes what is too old, and forgets jobs that nobody will look at. Repeating it changes nothing. */
export async function keepJournalSmall(deps: Deps): Promise<void> {
  const { deleted } = await pruneJournal(deps);
  await packJournal(deps);
  await pruneJobs(deps);
  if (deleted === 0) return;
  deps.options.log.info({ deleted }, `The journal let go of ${deleted} rows that are older than the settings keep`);
  deps.changes.publish({ topic: "events", ids: [] });
}
