import { LifeSettings } from "../../../shared/contract/settings.ts";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { replanJob } from "../lifecycle/replan-job.ts";
import { type AreaChange, changeArea } from "./change-area.ts";
import { LIFE_AREA } from "./life-settings.ts";

/** Changes how services live and end. Deletions that are scheduled, or now should be, are decided anew. */
export async function changeLifeSettings(
  deps: Pick<Deps, "db" | "options" | "changes" | "wakeJobs">,
  changes: AreaChange<typeof LifeSettings>["changes"],
  operator: string,
): Promise<LifeSettings> {
  const change = { area: LIFE_AREA, schema: LifeSettings, changes, operator };
  const changed = await changeArea(deps, change, (tx, now) => enqueueJob(tx, replanJob(now), now));
  deps.wakeJobs();
  return changed;
}
