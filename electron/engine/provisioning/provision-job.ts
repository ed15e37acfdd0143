import type { NewJob } from "../jobs/job.ts";

export const PROVISION_SERVER = "provision_server";

/** The job that makes a paid order a running server. One at a time an order; asked for again, it looks again. */
export const provisionJob = (orderId: string, now: number): NewJob => ({
  queue: "panel",
  kind: PROVISION_SERVER,
  key: `provision:${orderId}`,
  payload: { orderId },
  runAt: now,
  orderId,
});
