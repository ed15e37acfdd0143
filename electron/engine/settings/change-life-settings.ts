import { LifeSettings } from "../../../shared/contract/settings.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { replanJob } from "../lifecycle/replan-job.ts";
import { writeArea } from "./areas.ts";
import { LIFE_AREA, lifeSettings } from "./life-settings.ts";

/**
 * Changes what `changes` names and leaves the rest; before and after are in the audit, in the same transaction. Deletions that
 * are scheduled, or now should be, are decided anew.
 */
export async function changeLifeSettings(
  deps: Pick<Deps, "db" | "options" | "changes" | "wakeJobs">,
  changes: { readonly [Name in keyof LifeSettings]?: LifeSettings[Name] | undefined },
  operator: string,
): Promise<LifeSettings> {
  const now = deps.options.now();
  const changed = await deps.db.transaction().execute(async (tx) => {
    const before = await lifeSettings(tx);
    const after = LifeSettings.parse({ ...before, ...changes });
    await writeArea(tx, LIFE_AREA, after, now);
    const act = { at: now, actor: operator, act: "change_settings", subject: `settings:${LIFE_AREA}`, reason: null };
    await recordAct(tx, { ...act, before, after });
    await enqueueJob(tx, replanJob(now), now);
    return after;
  });
  deps.wakeJobs();
  deps.changes.publish({ topic: "status", ids: [] });
  return changed;
}
