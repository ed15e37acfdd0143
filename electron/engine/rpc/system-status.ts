import { sql, type SqlBool } from "kysely";
import type { SystemStatus } from "../../../shared/contract/system.ts";
import { catchUpMark, type CatchUpRun } from "../catch-up/catch-up-mark.ts";
import type { Deps } from "../deps.ts";
import { listPaused } from "../jobs/paused-queues.ts";
import { mirrorAge } from "../mirror/mirror-age.ts";
import { oldestOfNewest } from "../trace/refused-requests.ts";
import type { Db } from "../store/open-store.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** More than this within an hour are told as this many. */
const MOST_REJECTED = 1_000;

/** Measures what the status line shows, now. */
export async function systemStatus(deps: Deps): Promise<SystemStatus> {
  const at = deps.options.now();
  const mirror = await mirrorAge(deps);
  const catchUp = await catchUpMark(deps);
  const budget = deps.panel?.budget() ?? null;
  return {
    at,
    webhooks: await webhooks(deps.db, at),
    queue: await queue(deps.db, at),
    mirror: { readAt: mirror.readAt, failure: mirror.failure },
    catchUp: { ranAt: catchUp?.ranAt ?? null, failure: catchUp?.failure ?? null, progress: progressOf(catchUp?.run) },
    panel: { remaining: budget?.remaining ?? null, limit: budget?.limit ?? null },
    stripe: deps.stripe.health(),
  };
}

/** A run that is under way, or was cut off and goes on with the next beat. */
function progressOf(run: CatchUpRun | null | undefined): SystemStatus["catchUp"]["progress"] {
  if (!run) return null;
  const { events, sessions, subscriptions } = run.found;
  return { phase: run.phase, pages: run.pages, found: events + sessions + subscriptions, startedAt: run.startedAt };
}

/** `rejectedSince` is when refusals began that no accepted request has ended yet. */
async function webhooks(db: Db, now: number): Promise<SystemStatus["webhooks"]> {
  const accepted = await db
    .selectFrom("webhook_requests")
    .select(["id", "received_at"])
    .where("verdict", "in", ["accepted", "duplicate"])
    .where("source", "in", ["endpoint", "forward"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const rejected = await db
    .selectFrom("webhook_requests")
    .select([
      sql<number>`count(*)`.as("count"),
      sql<number | null>`min(received_at) filter (where id > ${accepted?.id ?? 0})`.as("since"),
    ])
    .where("verdict", "=", "rejected")
    .where("id", "not in", (eb) => eb.selectFrom("handled_arrivals").select("request_id"))
    .where("id", ">=", oldestOfNewest(MOST_REJECTED))
    .where("received_at", ">", now - HOUR_MS)
    .executeTakeFirstOrThrow();
  return {
    lastAcceptedAt: accepted?.received_at ?? null,
    rejectedLastHour: rejected.count,
    rejectedSince: rejected.since,
  };
}

const isNewer = sql<SqlBool>`n.key = j.key and n.id > j.id`;

/** Jobs that are due and wait; those that gave up within a day, where nothing newer took their place. */
async function queue(db: Db, now: number): Promise<SystemStatus["queue"]> {
  const waiting = await db
    .selectFrom("jobs")
    .select(({ fn }) => [fn.countAll<number>().as("count"), fn.min<number | null>("run_at").as("oldest")])
    .where("state", "=", "waiting")
    .where("run_at", "<=", now)
    .executeTakeFirstOrThrow();
  const failed = await db
    .selectFrom("jobs as j")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("state", "=", "dead")
    .where("finished_at", ">", now - DAY_MS)
    .where((eb) => eb.not(eb.exists(eb.selectFrom("jobs as n").select("n.id").where(isNewer))))
    .executeTakeFirstOrThrow();
  const paused = (await listPaused(db)).map(({ queue: name, pausedAt, pausedBy }) => ({
    queue: name,
    at: pausedAt,
    by: pausedBy,
  }));
  return { waiting: waiting.count, oldestWaitingAt: waiting.oldest, failed: failed.count, paused };
}
