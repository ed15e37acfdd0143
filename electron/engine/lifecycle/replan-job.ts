import type { NewJob } from "../jobs/job.ts";

export const REPLAN_TERMINATIONS = "replan_terminations";

/** Asks for the deletions to be decided anew: after a change of what decides about them. */
export const replanJob = (now: number): NewJob => ({
  queue: "housekeeping",
  kind: REPLAN_TERMINATIONS,
  key: REPLAN_TERMINATIONS,
  payload: {},
  runAt: now,
});
