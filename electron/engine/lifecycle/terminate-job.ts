import type { NewJob } from "../jobs/job.ts";

/** The job that deletes the server of a scheduled act that is due. */
export const terminateJob = (act: { readonly id: number; readonly order_id: string }, now: number): NewJob => ({
  queue: "panel",
  kind: "terminate_server",
  key: `terminate:${act.order_id}`,
  payload: { scheduledId: act.id },
  runAt: now,
  orderId: act.order_id,
});
