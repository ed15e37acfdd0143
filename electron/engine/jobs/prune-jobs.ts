import type { Deps } from "../deps.ts";
import { journalSettings } from "../settings/journal-settings.ts";

const DAY_MS = 24 * 3_600_000;
const BATCH = 500;
const MOST_BATCHES = 40;

/** Deletes jobs that ended long enough ago and belong to no order: those of an order are its evidence. */
export async function pruneJobs(deps: Deps): Promise<void> {
  const { keepDoneJobsDays, keepDeadJobsDays } = await journalSettings(deps.db);
  await pruneEnded(deps, "done", keepDoneJobsDays);
  await pruneEnded(deps, "dead", keepDeadJobsDays);
}

async function pruneEnded({ db, options }: Deps, state: "done" | "dead", days: number): Promise<void> {
  const before = options.now() - days * DAY_MS;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const ended = db
      .selectFrom("jobs")
      .select("id")
      .where("state", "=", state)
      .where("finished_at", "<", before)
      .where("order_id", "is", null)
      .orderBy("finished_at")
      .limit(BATCH);
    const { numDeletedRows } = await db.deleteFrom("jobs").where("id", "in", ended).executeTakeFirstOrThrow();
    if (Number(numDeletedRows) < BATCH) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
