import { z } from "zod";
import type { Deps } from "../deps.ts";
import { readMark, writeMark } from "../store/marks.ts";

export const CatchUpPhase = z.enum(["events", "sessions", "subscriptions"]);
export type CatchUpPhase = z.infer<typeof CatchUpPhase>;

const Counts = z.object({ events: z.number(), sessions: z.number(), subscriptions: z.number() });
/** How many events were new, and how many objects had gone on without us. */
export type CaughtUp = z.infer<typeof Counts>;

/** A run that is not finished: the next one goes on from here, also after a restart. Times are epoch s, as Stripe's. */
const Run = z.object({
  phase: CatchUpPhase,
  /** The last object of the last page that was worked off; null at a phase's start. */
  after: z.string().nullable(),
  since: z.number(),
  until: z.number(),
  startedAt: z.number(),
  pages: z.number(),
  found: Counts,
  /** Compares all Subscriptions, too. */
  whole: z.boolean(),
  /** What happened in the last so many seconds is left to the webhook that tells of it. */
  graceS: z.number(),
});
export type CatchUpRun = z.infer<typeof Run>;

const Mark = z.object({
  /** Epoch seconds; all events created before it are in the journal. */
  cursor: z.number(),
  ranAt: z.number().nullable(),
  failure: z.string().nullable(),
  run: Run.nullable().default(null),
  /** When Sessions were last compared (epoch ms), and how many pages they were. */
  sessions: z.object({ at: z.number(), pages: z.number() }).nullable().default(null),
  /** When everything was last compared, Subscriptions too; null asks for it. */
  wholeAt: z.number().nullable().default(null),
});
export type CatchUpMark = z.infer<typeof Mark>;

export const CATCH_UP_MARK = "catch_up";

/** Where catch-up stands; undefined before its first run. */
export const catchUpMark = (deps: Pick<Deps, "db">): Promise<CatchUpMark | undefined> =>
  readMark(deps.db, CATCH_UP_MARK, Mark);

/** Writes where catch-up stands, and tells the consoles. */
export async function writeCatchUpMark(deps: Deps, mark: CatchUpMark): Promise<void> {
  await writeMark(deps.db, CATCH_UP_MARK, mark, deps.options.now());
  deps.changes.publish({ topic: "status", ids: [] });
}
