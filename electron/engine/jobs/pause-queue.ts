import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { endPause, writePause } from "./paused-queues.ts";

/** Takes no more jobs of a queue until it is resumed; what runs ends. Durable, and in the audit. */
export async function pauseQueue(
  deps: Deps,
  { queue, reason }: { readonly queue: string; readonly reason: string | null },
  operator: string,
): Promise<void> {
  const now = deps.options.now();
  await deps.db.transaction().execute(async (tx) => {
    await writePause(tx, { queue, pausedAt: now, pausedBy: operator, reason });
    const act = { at: now, actor: operator, act: "pause_queue", subject: `queue:${queue}`, before: null };
    await recordAct(tx, { ...act, after: { paused: true }, reason });
  });
  deps.changes.publish({ topic: "status", ids: [] });
}

/** Takes jobs of a queue again. False where it was not paused. */
export async function resumeQueue(deps: Deps, queue: string, operator: string): Promise<boolean> {
  const now = deps.options.now();
  const wasPaused = await deps.db.transaction().execute(async (tx) => {
    if (!(await endPause(tx, queue))) return false;
    const act = { at: now, actor: operator, act: "resume_queue", subject: `queue:${queue}`, reason: null };
    await recordAct(tx, { ...act, before: { paused: true }, after: { paused: false } });
    return true;
  });
  deps.changes.publish({ topic: "status", ids: [] });
  if (wasPaused) deps.wakeJobs();
  return wasPaused;
}
