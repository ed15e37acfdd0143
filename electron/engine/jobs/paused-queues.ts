import type { Db } from "../store/open-store.ts";
import type { PausedQueue } from "./job-store.ts";

/** Keeps that a queue is paused; paused again, the later word counts. */
export async function writePause(tx: Db, { queue, pausedAt, pausedBy, reason }: PausedQueue): Promise<void> {
  const row = { paused_at: pausedAt, paused_by: pausedBy, reason };
  await tx
    .insertInto("paused_queues")
    .values({ queue, ...row })
    .onConflict((c) => c.column("queue").doUpdateSet(row))
    .execute();
}

/** True where the queue was paused. */
export async function endPause(tx: Db, queue: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom("paused_queues").where("queue", "=", queue).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Which queues are paused, since when, by whom and why. */
export async function listPaused(db: Db): Promise<PausedQueue[]> {
  const rows = await db.selectFrom("paused_queues").selectAll().orderBy("queue").execute();
  return rows.map((row) => ({
    queue: row.queue,
    pausedAt: row.paused_at,
    pausedBy: row.paused_by,
    reason: row.reason,
  }));
}
