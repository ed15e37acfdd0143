import { oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";
import { EventFilter } from "./event-rows.ts";

/** Which events: the list's own filter, and when they arrived (epoch ms; `to` itself is not in it, null is open). */
export const ReplayFilter = EventFilter.extend({
  from: z.number().int().nullable().default(null),
  to: z.number().int().nullable().default(null),
});
export type ReplayFilter = z.infer<typeof ReplayFilter>;

/** How a replay of many would go: how many there are, and what the first of them would come to. */
export const ReplayPreview = z.object({
  count: z.number().int(),
  /** Refused requests that match; each is replayed by hand, after a look. */
  refused: z.number().int(),
  /** How many of them were tried; the rest is not known. */
  tried: z.number().int(),
  /** Those that would change something. */
  changing: z.array(
    z.object({ eventId: z.string(), type: z.string(), orderId: z.string().nullable(), changes: z.array(z.string()) }),
  ),
  /** Those that could not be applied now, or tried. */
  failing: z.number().int(),
});
export type ReplayPreview = z.infer<typeof ReplayPreview>;

/** A replay of many, under way or ended. */
export const ReplayRun = z.object({
  id: z.number().int(),
  state: z.enum(["running", "done", "stopped"]),
  total: z.number().int(),
  /** How many were put back to work, and what came of them. */
  replayed: z.number().int(),
  changed: z.number().int(),
  failed: z.number().int(),
  filter: ReplayFilter,
  startedAt: z.number(),
  startedBy: z.string(),
  endedAt: z.number().nullable(),
  stoppedBy: z.string().nullable(),
  /** What it waits for just now; null while it goes on. */
  waits: z.string().nullable(),
});
export type ReplayRun = z.infer<typeof ReplayRun>;

export const replaysContract = {
  preview: oc.input(ReplayFilter).output(ReplayPreview),
  /** Begins it. `count` is how many the operator saw; another number does nothing. In `live` it is typed, too. */
  start: oc
    .input(
      ReplayFilter.extend({
        count: z.number().int().min(1),
        confirm: z.string().trim().max(100).nullable().default(null),
      }),
    )
    .output(ReplayRun)
    .errors({
      ACT_NOT_CONFIRMED: refusals.ACT_NOT_CONFIRMED,
      REPLAY_COUNT_CHANGED: refusals.REPLAY_COUNT_CHANGED,
      REPLAY_RUNS_ALREADY: refusals.REPLAY_RUNS_ALREADY,
    }),
  /** Replays nothing more of it. What was replayed stays so. */
  stop: oc
    .input(z.object({ runId: z.number().int() }))
    .output(ReplayRun)
    .errors({ REPLAY_NOT_FOUND: refusals.REPLAY_NOT_FOUND }),
  /** The newest of them; null where there was none yet. */
  latest: oc.output(ReplayRun.nullable()),
};
