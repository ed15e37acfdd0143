import { ForwardSettings } from "../../../shared/contract/forward.ts";
import { recordAct } from "../audit/audit.ts";
import { readArea, writeArea } from "../settings/areas.ts";
import type { Db } from "../store/open-store.ts";

const AREA = "forward";

/** Whether the forward is wanted; off where nobody ever said. */
export const forwardSettings = (db: Db): Promise<ForwardSettings> => readArea(db, AREA, ForwardSettings);

/** Keeps whether the forward is wanted, with the act of who wants it. */
export function wantForward(db: Db, on: boolean, operator: string, at: number): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const before = await forwardSettings(tx);
    if (before.on === on) return;
    const after = { ...before, on };
    await writeArea(tx, AREA, after, at);
    const act = on ? "start_forward" : "stop_forward";
    await recordAct(tx, { at, actor: operator, act, subject: "forward", before, after, reason: null });
  });
}
