import type { ReplayFilter, ReplayRun } from "../../../../shared/contract/event-replays.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { notConfirmed } from "../../acts/confirm.ts";
import { recordAct } from "../../audit/audit.ts";
import type { Deps } from "../../deps.ts";
import { enqueueJob } from "../../jobs/enqueue-job.ts";
import type { Db } from "../../store/open-store.ts";
import { countMatching } from "./matching-events.ts";
import { replayManyLater } from "./replay-many.ts";
import { describeRun, runningReplay } from "./replay-runs.ts";

export interface ReplayManyAsked {
  readonly filter: ReplayFilter;
  /** How many the operator saw. */
  readonly count: number;
  /** What the operator typed: the number. */
  readonly confirm: string | null;
  readonly operator: string;
}

export interface ReplayManyRefused {
  readonly code: "ACT_NOT_CONFIRMED" | "REPLAY_COUNT_CHANGED" | "REPLAY_RUNS_ALREADY";
  readonly says: string;
}

/** Begins to replay all events that match now; later ones don't belong to it. One at a time. */
export async function startReplay(deps: Deps, asked: ReplayManyAsked): Promise<Result<ReplayRun, ReplayManyRefused>> {
  const begun = await deps.db.transaction().execute((tx) => begin(deps, tx, asked));
  if (!begun.ok) return begun;
  deps.changes.publish({ topic: "events", ids: [] });
  deps.wakeJobs();
  return begun;
}

async function begin(
  { options }: Deps,
  tx: Db,
  { filter, count, confirm, operator }: ReplayManyAsked,
): Promise<Result<ReplayRun, ReplayManyRefused>> {
  const { env } = options;
  const at = options.now();
  if (await runningReplay(tx))
    return err({
      code: "REPLAY_RUNS_ALREADY",
      says: "A replay of many events runs already. Stop it, or wait for its end.",
    });
  const found = await countMatching(tx, filter, env);
  if (found.count !== count) {
    const says = `${found.count} events match by now, not ${count}. Look again, then decide.`;
    return err({ code: "REPLAY_COUNT_CHANGED", says });
  }
  const unconfirmed = notConfirmed(env, confirm, { kind: "count", count });
  if (unconfirmed) return err({ code: "ACT_NOT_CONFIRMED", says: unconfirmed.says.replace("orders", "events") });
  const row = await tx
    .insertInto("replay_runs")
    .values({
      state: "running",
      filter: JSON.stringify(filter),
      total: count,
      until: found.until,
      cursor: 0,
      started_at: at,
      started_by: operator,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const act = { at, actor: operator, act: "replay_many", subject: `replay:${row.id}`, reason: null };
  await recordAct(tx, { ...act, before: null, after: { count, query: filter.query, view: filter.view } });
  await enqueueJob(tx, replayManyLater(at), at);
  return ok(await describeRun(tx, row));
}
