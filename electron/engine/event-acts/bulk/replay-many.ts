import { sql } from "kysely";
import { ReplayFilter } from "../../../../shared/contract/event-replays.ts";
import type { Deps } from "../../deps.ts";
import { payloadText } from "../../events/packed-text.ts";
import { readEvent } from "../../events/read-event.ts";
import { enqueueJob } from "../../jobs/enqueue-job.ts";
import type { JobHandler, JobOutcome, NewJob } from "../../jobs/job.ts";
import type { Db } from "../../store/open-store.ts";
import { awaitSettled } from "../await-settled.ts";
import { readEnds } from "../dry-run/order-state.ts";
import { journalReplay } from "../journal-replay.ts";
import { type Matching, nextMatching } from "./matching-events.ts";
import { REPLAY_MANY, type RunRow, runningReplay } from "./replay-runs.ts";

/** So many are at work at once: what arrives meanwhile waits for no more than these. */
const AT_ONCE = 20;
const PATIENCE_MS = 5_000;
const AFTER_TROUBLE_MS = 5_000;

/** The job that goes on with the replay of many. One at a time, so its kind is its key. */
export const replayManyLater = (now: number): NewJob => ({
  queue: "replays",
  kind: REPLAY_MANY,
  key: REPLAY_MANY,
  payload: {},
  runAt: now,
});

/**
 * Replays the next few events of the run that is under way, waits until they have come to something, and asks for itself again.
 * A few and how far the run is are one commit: after a crash it goes on behind them, and none is replayed twice.
 */
export function replayManyJob(deps: Deps): JobHandler {
  return async () => {
    const run = await runningReplay(deps.db);
    if (!run) return { kind: "done" };
    if (await isInTrouble(deps.db, run.id)) return waits(deps);
    const put = await putSome(deps, run);
    deps.changes.publish({ topic: "events", ids: [] });
    if (put.length === 0) return { kind: "done" };
    deps.wakeJobs();
    await awaitSettled(deps, put, PATIENCE_MS);
    await enqueueJob(deps.db, replayManyLater(deps.options.now()), deps.options.now());
    return { kind: "done" };
  };
}

/** Where a whole handful can't be applied, Stripe is away: thousands more would only wait with them. */
async function isInTrouble(db: Db, runId: number): Promise<boolean> {
  const { open } = await db
    .selectFrom("replayed_events as i")
    .innerJoin("stripe_events_log as e", "e.event_id", "i.event_id")
    .select(sql<number>`count(*)`.as("open"))
    .where("i.run_id", "=", runId)
    .where((eb) => eb.or([eb("e.outcome", "=", "journaled"), eb("e.reason_code", "=", "STRIPE_UNREACHABLE")]))
    .executeTakeFirstOrThrow();
  return open >= AT_ONCE;
}

const waits = ({ options }: Deps): JobOutcome => ({
  kind: "retry",
  code: "REPLAY_WAITS",
  says: "What was replayed last is still at work. The rest waits for it.",
  at: options.now() + AFTER_TROUBLE_MS,
});

/** Answers the events that were put to work; none where the run is at its end, which is noted. */
function putSome(deps: Deps, { id: runId, filter, until }: RunRow): Promise<string[]> {
  const { env, now } = deps.options;
  return deps.db.transaction().execute(async (tx) => {
    const run = await runningReplay(tx);
    if (run?.id !== runId) return []; // stopped meanwhile
    const range = { after: run.cursor, until, limit: AT_ONCE };
    const next = await nextMatching(tx, ReplayFilter.parse(JSON.parse(filter)), env, range);
    const last = next.at(-1);
    if (!last) {
      await tx.updateTable("replay_runs").set({ state: "done", ended_at: now() }).where("id", "=", runId).execute();
      return [];
    }
    for (const one of next) await putOne(tx, run, one, now());
    await tx.updateTable("replay_runs").set({ cursor: last.logId }).where("id", "=", runId).execute();
    return next.map(({ eventId }) => eventId);
  });
}

async function putOne(tx: Db, run: RunRow, { logId, eventId }: Matching, at: number): Promise<void> {
  const kept = await tx.selectFrom("stripe_events_log").selectAll().where("id", "=", logId).executeTakeFirstOrThrow();
  const payload = payloadText(kept);
  const event = readEvent(payload);
  if (!event.ok) return;
  const { history } = await readEnds(tx);
  const path = `/replays/${run.id}`;
  const requestId = await journalReplay(tx, { event: event.value, payload, operator: run.started_by, at, path });
  await tx
    .insertInto("replayed_events")
    .values({ run_id: run.id, event_id: eventId, request_id: requestId, after_history: history })
    .execute();
}
