import { type Selectable, sql } from "kysely";
import { ReplayFilter, type ReplayRun } from "../../../../shared/contract/event-replays.ts";
import type { Db } from "../../store/open-store.ts";
import type { ReplayRunsTable } from "../../store/tables/event-acts.ts";

/** A replay of many events, as it is kept. */
export type RunRow = Selectable<ReplayRunsTable>;

/** The kind of the job that goes on with it, and its key: one at a time. */
export const REPLAY_MANY = "replay_many";

/** The one that is under way. */
export const runningReplay = (db: Db): Promise<RunRow | undefined> =>
  db.selectFrom("replay_runs").selectAll().where("state", "=", "running").executeTakeFirst();

/** The newest; null where there was none. */
export async function latestReplay(db: Db): Promise<ReplayRun | null> {
  const row = await db.selectFrom("replay_runs").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
  return row ? describeRun(db, row) : null;
}

/** A run with what came of it so far, counted from what it left behind, so that a crash loses no count. */
export async function describeRun(db: Db, row: RunRow): Promise<ReplayRun> {
  const { replayed, failed } = await db
    .selectFrom("replayed_events as i")
    .leftJoin("stripe_events_log as e", "e.event_id", "i.event_id")
    .select([
      sql<number>`count(*)`.as("replayed"),
      sql<number>`count(*) filter (where e.outcome in ('failed', 'retrying'))`.as("failed"),
    ])
    .where("i.run_id", "=", row.id)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    state: row.state,
    total: row.total,
    replayed,
    failed,
    changed: await countChanged(db, row.id),
    filter: ReplayFilter.parse(JSON.parse(row.filter)),
    startedAt: row.started_at,
    startedBy: row.started_by,
    endedAt: row.ended_at,
    stoppedBy: row.stopped_by,
    waits: row.state === "running" ? await whyItWaits(db) : null,
  };
}

async function whyItWaits(db: Db): Promise<string | null> {
  const job = await db
    .selectFrom("jobs")
    .select("error")
    .where("key", "=", REPLAY_MANY)
    .where("state", "=", "waiting")
    .executeTakeFirst();
  return job?.error ?? null;
}

/** How many of its events moved an order. Only history beyond the run's beginning is read. */
async function countChanged(db: Db, runId: number): Promise<number> {
  const { changed } = await db
    .selectFrom("order_history as h")
    .innerJoin("replayed_events as i", (join) =>
      join.on("i.run_id", "=", runId).on("i.event_id", "=", sql<string>`substr(h.cause, 7)`),
    )
    .select(sql<number>`count(distinct i.event_id)`.as("changed"))
    .where("h.id", ">", (eb) =>
      eb
        .selectFrom("replayed_events")
        .select(sql<number>`coalesce(min(after_history), 0)`.as("first"))
        .where("run_id", "=", runId),
    )
    .whereRef("h.id", ">", "i.after_history")
    .executeTakeFirstOrThrow();
  return changed;
}
