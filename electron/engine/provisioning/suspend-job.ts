import type { NewJob } from "../jobs/job.ts";

export const SUSPEND_SERVER = "suspend_server";

/**
 * The job that makes the panel agree with what the order says of its server: suspended, or running again. It decides when
 * it runs, so that one key serves both ways and the newest state wins.
 */
export const suspendJob = (orderId: string, now: number): NewJob => ({
  queue: "panel",
  kind: SUSPEND_SERVER,
  key: `suspend:${orderId}`,
  payload: { orderId },
  runAt: now,
  orderId,
});
