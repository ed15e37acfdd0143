import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { suspendJob } from "../provisioning/suspend-job.ts";

/**
 * Suspends again what should stand still and was seen running: a reinstall on the panel lifts a suspension, and so may an
 * administrator. Orders whose own job is at it are left to that. Answers which.
 */
export async function keepSuspended({ db, options, wakeJobs }: Deps): Promise<readonly string[]> {
  const now = options.now();
  const running = await db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom("orders")
      .innerJoin("panel_servers", "panel_servers.id", "orders.ptero_server_id")
      .select("orders.id")
      .where("orders.service_state", "=", "suspended")
      .where("panel_servers.suspended", "=", 0)
      .where("panel_servers.status", "is", null)
      .whereRef("panel_servers.seen_at", ">", "orders.updated_at")
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("jobs")
              .select("jobs.id")
              .whereRef("jobs.order_id", "=", "orders.id")
              .where("jobs.kind", "=", "suspend_server")
              .where("jobs.state", "in", ["waiting", "running"]),
          ),
        ),
      )
      .execute();
    for (const { id } of rows) await enqueueJob(tx, suspendJob(id, now), now);
    return rows.map(({ id }) => id);
  });
  if (running.length > 0) wakeJobs();
  return running;
}
