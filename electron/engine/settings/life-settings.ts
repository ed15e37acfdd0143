import { LifeSettings } from "../../../shared/contract/settings.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import type { Db } from "../store/open-store.ts";
import { readArea, writeArea } from "./areas.ts";

const AREA = "life";

/** How services live and end, as it is set now: what nobody set has its default. */
export const lifeSettings = (db: Db): Promise<LifeSettings> => readArea(db, AREA, LifeSettings);

/** Changes what `changes` names; before and after are in the audit, in the same transaction. */
export async function changeLifeSettings(
  deps: Pick<Deps, "db" | "options" | "changes">,
  changes: Partial<LifeSettings>,
  operator: string,
): Promise<LifeSettings> {
  const now = deps.options.now();
  const changed = await deps.db.transaction().execute(async (tx) => {
    const before = await lifeSettings(tx);
    const after = LifeSettings.parse({ ...before, ...changes });
    await writeArea(tx, AREA, after, now);
    const act = { at: now, actor: operator, act: "change_settings", subject: `settings:${AREA}`, reason: null };
    await recordAct(tx, { ...act, before, after });
    return after;
  });
  deps.changes.publish({ topic: "status", ids: [] });
  return changed;
}
