import type { ReplayRun } from "../../../../shared/contract/event-replays.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { recordAct } from "../../audit/audit.ts";
import type { Deps } from "../../deps.ts";
import { describeRun } from "./replay-runs.ts";

/** Puts nothing more of it to work. What was replayed stays so; one that has ended is left as it is. */
export async function stopReplay(
  deps: Deps,
  runId: number,
  operator: string,
): Promise<Result<ReplayRun, { readonly code: "REPLAY_NOT_FOUND"; readonly says: string }>> {
  const at = deps.options.now();
  const stopped = await deps.db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable("replay_runs")
      .set({ state: "stopped", ended_at: at, stopped_by: operator })
      .where("id", "=", runId)
      .where("state", "=", "running")
      .executeTakeFirst();
    const row = await tx.selectFrom("replay_runs").selectAll().where("id", "=", runId).executeTakeFirst();
    if (!row) return null;
    const run = await describeRun(tx, row);
    const act = { at, actor: operator, act: "stop_replay", subject: `replay:${runId}`, reason: null };
    if (changed.numUpdatedRows > 0n)
      await recordAct(tx, {
        ...act,
        before: { state: "running" },
        after: { state: "stopped", replayed: run.replayed },
      });
    return run;
  });
  if (!stopped) return err({ code: "REPLAY_NOT_FOUND", says: `There is no replay ${runId}.` });
  deps.changes.publish({ topic: "events", ids: [] });
  return ok(stopped);
}
