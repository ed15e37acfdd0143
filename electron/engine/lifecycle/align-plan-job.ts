import type { NewJob } from "../jobs/job.ts";

/** The job that makes plan and server what the subscription bills. It reads the subscription when it runs. */
export const alignPlanJob = (orderId: string, now: number): NewJob => ({
  queue: "panel",
  kind: "align_plan",
  key: `align_plan:${orderId}`,
  payload: { orderId },
  runAt: now,
  orderId,
});
