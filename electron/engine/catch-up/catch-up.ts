import { z } from "zod";
import type { Deps } from "../deps.ts";
import type { RecordArrival } from "../events/group-commit.ts";
import type { JobHandler } from "../jobs/job.ts";
import { readMark, writeMark } from "../store/marks.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { applyUnsettledSessions } from "./apply-unsettled-sessions.ts";
import { fetchEvents } from "./fetch-events.ts";

/** Stripe's list of events is eventually consistent: the cursor stays this far behind. */
const LAG_S = 60;
/** An event this young is left to its webhook, which is likely on its way. */
const GRACE_S = 20;
/** How far a first run looks back; Stripe keeps events for 30 days. */
const FIRST_LOOK_S = 24 * 3_600;

const Mark = z.object({
  /** Epoch seconds; all events created before it are in the journal. */
  cursor: z.number(),
  ranAt: z.number().nullable(),
  failure: z.string().nullable(),
});
export type CatchUpMark = z.infer<typeof Mark>;

export const CATCH_UP_MARK = "catch_up";
export const catchUpMark = (deps: Deps): Promise<CatchUpMark | undefined> => readMark(deps.db, CATCH_UP_MARK, Mark);

export interface CaughtUp {
  readonly events: number;
  readonly sessions: number;
}

/**
 * Fills what never arrived: Stripe's events since the cursor go into the journal like any arrival, and Sessions are
 * compared as objects, because an event may never have been generated. Events younger than `graceS` seconds are left out.
 * Repeating it changes nothing.
 */
export async function catchUp(deps: Deps, record: RecordArrival, graceS: number): Promise<CaughtUp | StripeFault> {
  const now = deps.options.now();
  const nowS = Math.floor(now / 1_000);
  const mark = await catchUpMark(deps);
  const cursor = mark?.cursor ?? nowS - FIRST_LOOK_S;
  const events = await fetchEvents(deps, record, { since: cursor, until: nowS - graceS });
  if (typeof events !== "number")
    return note(deps, { cursor, ranAt: mark?.ranAt ?? null, failure: events.says }, events);
  const sessions = await applyUnsettledSessions(deps, nowS);
  const next = { cursor: Math.max(cursor, nowS - LAG_S), ranAt: now };
  if (typeof sessions !== "number") return note(deps, { ...next, failure: sessions.says }, sessions);
  return note(deps, { ...next, failure: null }, { events, sessions });
}

async function note<T>(deps: Deps, mark: CatchUpMark, result: T): Promise<T> {
  await writeMark(deps.db, CATCH_UP_MARK, mark, deps.options.now());
  deps.changes.publish({ topic: "status", ids: [] });
  return result;
}

/** The recurring job. A fault waits for the next minute instead of piling up retries. */
export function catchUpJob(deps: Deps, record: RecordArrival): JobHandler {
  let graceS = 0; // what happened while no engine ran waits for nothing
  return async () => {
    const came = await catchUp(deps, record, graceS);
    graceS = GRACE_S;
    if ("says" in came && came.code !== "STRIPE_NOT_CONFIGURED")
      deps.options.log.warn({ code: came.code }, `Catch-up did not finish: ${came.says}`);
    else if ("events" in came && came.events > 0)
      deps.options.log.info({ ...came }, `Catch-up found ${came.events} events that had not arrived`);
    return { kind: "done" };
  };
}
