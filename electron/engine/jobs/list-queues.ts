import { sql } from "kysely";
import type { DeadJob, QueueRow } from "../../../shared/contract/queues.ts";
import type { Db } from "../store/open-store.ts";
import { listPaused } from "./paused-queues.ts";

/** Every queue that the engine works on, and what each is for. */
export const QUEUES: Readonly<Record<string, string>> = {
  events: "What Stripe's events mean for orders. While it stands still, payments are journaled and nothing follows.",
  panel: "Servers: made, suspended, resized, deleted. While it stands still, who pays waits for a server.",
  replays: "Events that an operator replays in bulk.",
  housekeeping: "Catch-up, reading the panel, healing, dues, backups, pruning.",
  rebuild: "Orders that are rebuilt after the database was damaged.",
};

const MOST_DEAD = 200;

/** How each queue stands: what waits, what runs, what gave up, and who paused it. */
export async function listQueues(db: Db, now: number): Promise<QueueRow[]> {
  const counted = await db
    .selectFrom("jobs")
    .select("queue")
    .select([
      sql<number>`sum(state = 'waiting')`.as("waiting"),
      sql<number>`sum(state = 'waiting' and run_at <= ${now})`.as("due"),
      sql<number | null>`min(case when state = 'waiting' and run_at <= ${now} then run_at end)`.as("oldestDueAt"),
      sql<number>`sum(state = 'running')`.as("running"),
      sql<number>`sum(state = 'dead')`.as("dead"),
    ])
    .where("state", "in", ["waiting", "running", "dead"])
    .groupBy("queue")
    .execute();
  const paused = await listPaused(db);
  return Object.entries(QUEUES).map(([queue, says]) => {
    const row = counted.find((each) => each.queue === queue);
    const pause = paused.find((each) => each.queue === queue);
    return {
      queue,
      says,
      waiting: row?.waiting ?? 0,
      due: row?.due ?? 0,
      oldestDueAt: row?.oldestDueAt ?? null,
      running: row?.running ?? 0,
      dead: row?.dead ?? 0,
      paused: pause ? { at: pause.pausedAt, by: pause.pausedBy, reason: pause.reason } : null,
    };
  });
}

/** The jobs that gave up, the newest first, and how many there are in all. */
export async function listDead(db: Db): Promise<{ count: number; rows: DeadJob[] }> {
  const dead = db.selectFrom("jobs").where("state", "=", "dead");
  const { count } = await dead.select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  const rows = await dead
    .select(["id", "queue", "kind", "attempts", "error"])
    .select(["order_id as orderId", "finished_at as finishedAt", "error_code as code"])
    .orderBy("finished_at", "desc")
    .limit(MOST_DEAD)
    .execute();
  return { count, rows };
}
