import type { Deps } from "../deps.ts";
import type { RecordArrival } from "../events/group-commit.ts";
import type { JobHandler } from "../jobs/job.ts";
import { inTurn } from "../lifecycle/in-turn.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { type CatchUpMark, catchUpMark, type CatchUpRun, type CaughtUp, writeCatchUpMark } from "./catch-up-mark.ts";
import { runPhases } from "./catch-up-phases.ts";

/** Stripe's list of events is eventually consistent: the cursor stays this far behind. */
const LAG_S = 60;
/** The webhook of what is this young is likely on its way. */
const GRACE_S = 20;
/** How far a first run looks back; Stripe keeps events for 30 days. */
const FIRST_LOOK_S = 24 * 3_600;
/** Subscriptions change slowly, and each change has its event; all of them are compared so often all the same. */
const WHOLE_EVERY_MS = 3_600_000;

export interface CatchUpAsked {
  /** What is younger than this is left to its webhook. */
  readonly graceS: number;
  /** Compare everything, Subscriptions too. */
  readonly whole: boolean;
}
const EVERYTHING: CatchUpAsked = { graceS: 0, whole: true };

/**
 * Fills what never arrived: Stripe's events since the cursor go into the journal like any arrival, and Sessions and
 * Subscriptions are compared as objects, because an event may never have been generated. One run at a time; one that was cut
 * off (a fault, a crash) is gone on with from its last page. Repeating it changes nothing.
 */
export const catchUp = (
  deps: Deps,
  record: RecordArrival,
  asked: CatchUpAsked = EVERYTHING,
): Promise<CaughtUp | StripeFault> =>
  inTurn(deps, "catch-up", async () => {
    const cutOff = (await catchUpMark(deps))?.run;
    const rest = cutOff && (await oneRun(deps, record, asked, cutOff));
    if (rest && "says" in rest) return rest;
    const found = await oneRun(deps, record, asked, null);
    return "says" in found || !rest ? found : sum(rest, found);
  });

async function oneRun(
  deps: Deps,
  record: RecordArrival,
  asked: CatchUpAsked,
  cutOff: CatchUpRun | null,
): Promise<CaughtUp | StripeFault> {
  const now = deps.options.now();
  const mark = (await catchUpMark(deps)) ?? firstMark(now);
  const ended = await runPhases(deps, record, mark, cutOff ?? newRun(mark, asked, now));
  if ("fault" in ended) {
    await writeCatchUpMark(deps, { ...ended.mark, failure: ended.fault.says });
    return ended.fault;
  }
  const { run } = ended;
  const seenUntil = Math.min(run.until, Math.floor(run.startedAt / 1_000) - LAG_S);
  await writeCatchUpMark(deps, {
    ...ended.mark,
    cursor: Math.max(mark.cursor, seenUntil),
    ranAt: deps.options.now(),
    failure: null,
    run: null,
    wholeAt: run.whole ? run.startedAt : mark.wholeAt,
  });
  return run.found;
}

const firstMark = (now: number): CatchUpMark => ({
  cursor: Math.floor(now / 1_000) - FIRST_LOOK_S,
  ranAt: null,
  failure: null,
  run: null,
  sessions: null,
  wholeAt: null,
});

function newRun(mark: CatchUpMark, asked: CatchUpAsked, now: number): CatchUpRun {
  // Who asks for everything (after a sleep, after the lab) asks for what has just happened, too.
  const graceS = mark.wholeAt === null ? 0 : asked.graceS;
  return {
    phase: "events",
    after: null,
    since: mark.cursor,
    until: Math.floor(now / 1_000) - graceS,
    startedAt: now,
    pages: 0,
    found: { events: 0, sessions: 0, subscriptions: 0 },
    graceS,
    whole: asked.whole || mark.wholeAt === null || now - mark.wholeAt >= WHOLE_EVERY_MS,
  };
}

const sum = (a: CaughtUp, b: CaughtUp): CaughtUp => ({
  events: a.events + b.events,
  sessions: a.sessions + b.sessions,
  subscriptions: a.subscriptions + b.subscriptions,
});

/** The recurring job. A fault waits for the next minute instead of piling up retries. */
export function catchUpJob(deps: Deps, record: RecordArrival): JobHandler {
  let asked = EVERYTHING; // what happened while no engine ran waits for nothing
  return async () => {
    const came = await catchUp(deps, record, asked);
    asked = { graceS: GRACE_S, whole: false };
    if ("says" in came && came.code !== "STRIPE_NOT_CONFIGURED")
      deps.options.log.warn({ code: came.code }, `Catch-up did not finish: ${came.says}`);
    else if ("events" in came && came.events + came.sessions + came.subscriptions > 0)
      deps.options.log.info({ ...came }, `Catch-up found ${came.events} events that had not arrived`);
    return { kind: "done" };
  };
}
