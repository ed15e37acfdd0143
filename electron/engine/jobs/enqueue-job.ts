import { sql } from "kysely";
import type { Db } from "../store/open-store.ts";
import type { NewJob } from "./job.ts";

/**
 * Writes a job; call it in the transaction that writes why it is needed. One unfinished job a key: asked for again while
 * it waits, it runs at the earlier of both times; while it runs, it runs once more afterwards, because what it read may
 * already be old. The queue is woken by whoever commits (`JobQueue.wake`).
 */
export async function enqueueJob(tx: Db, job: NewJob, now: number): Promise<void> {
  await tx
    .insertInto("jobs")
    .values({
      queue: job.queue,
      kind: job.kind,
      key: job.key,
      payload: JSON.stringify(job.payload),
      state: "waiting",
      priority: job.priority ?? 0,
      run_at: job.runAt,
      order_id: job.orderId ?? null,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .column("key")
        .where(sql<boolean>`key IS NOT NULL AND state IN ('waiting', 'running')`) // the index's own words, no parameters
        .doUpdateSet((eb) => ({
          run_at: sql<number>`min(jobs.run_at, ${eb.ref("excluded.run_at")})`,
          again: sql<number>`case when jobs.state = 'running' then 1 else jobs.again end`,
        })),
    )
    .execute();
}
