import type { NewJob } from "../jobs/job.ts";

/**
 * The job that makes the panel agree with what the order says of its server: suspended, or running again. It decides when
 * it runs, so that one key serves both ways and the newest state wins.
 */
export const suspendJob = (orderId: string, now: number): NewJob => ({
  queue: "panel",
  kind: "suspend_server",
  key: `suspend:${orderId}`,
  payload: { orderId },
  runAt: now,
  orderId,
});
