import { mirrorServer } from "../mirror/mirror-rows.ts";
import type { JobOutcome } from "../jobs/job.ts";
import { findOrder, patchOrder } from "../orders/order-repository.ts";
import { mayHappenUntil } from "./create-timing.ts";
import { INSTALL_DEADLINE_MS, installVerdict, type InstallVerdict, nextLookMs } from "./install-verdict.ts";
import type { Sighting } from "./look-up-server.ts";
import { recordServer } from "./record-server.ts";
import { clearTrouble, publishOrder, type Run, wantsServer } from "./run.ts";
import { passing, refusal, settleTrouble } from "./settle-trouble.ts";
import { type Attempt, listSteps, newAttempt, type Step, writeStep } from "./step-journal.ts";

/** The server that an earlier run of this job waits for, if the last it did was to wait. */
export function watchedServer(steps: readonly Step[]): { readonly serverId: number; readonly step: Step } | null {
  const step = steps.at(-1);
  if (step?.name !== "await_install" || step.outcome !== "waiting") return null;
  return { serverId: (JSON.parse(step.input) as { serverId: number }).serverId, step };
}

/** Looks at the server that is waited for. One that is gone again ends this wait; the next run begins with a look-up. */
export async function lookAgain(
  run: Run,
  watched: { readonly serverId: number; readonly step: Step },
): Promise<JobOutcome> {
  const seenAt = run.deps.options.now();
  const { result, exchanges } = await run.panel.getServer(watched.serverId);
  const attempt = { ...attemptOf(watched.step), exchanges };
  if (!result.ok) {
    const outcome = result.error.certainty === "refused" ? "failed" : "waiting";
    return settleTrouble(run, attempt, result.error, { outcome });
  }
  if (result.value) return settleSighting(run, { server: result.value, seenAt }, attempt);
  const gone = passing("SERVER_GONE", `Server ${watched.serverId} is gone from the panel before it was ready.`);
  return settleTrouble(run, attempt, gone);
}

/** Waits for a server that was just made or found; a wait of this run that another has begun is gone on with. */
export async function awaitInstall(run: Run, sighting: Sighting): Promise<JobOutcome> {
  const watched = watchedServer(await listSteps(run.deps.db, run.order.id));
  const isWatched = watched?.serverId === sighting.server.id;
  const fresh = newAttempt("await_install", { serverId: sighting.server.id }, run.deps.options.now());
  return settleSighting(run, sighting, isWatched ? attemptOf(watched.step) : fresh);
}

const attemptOf = (step: Step): Attempt => ({
  ...newAttempt("await_install", JSON.parse(step.input) as unknown, step.started_at),
  rowId: step.id,
});

async function settleSighting(run: Run, sighting: Sighting, attempt: Attempt): Promise<JobOutcome> {
  const until = mayHappenUntil(await listSteps(run.deps.db, run.order.id));
  const deadlineMs = run.deps.options.timings?.installDeadlineMs ?? INSTALL_DEADLINE_MS;
  const times = { seenAt: sighting.seenAt, since: attempt.startedAt, mayHappenUntil: until, deadlineMs };
  const verdict = installVerdict(sighting.server, times);
  if (verdict.kind === "ready") return recordServer(run, sighting.server, attempt);
  if (verdict.kind === "failed") return settleTrouble(run, attempt, refusal(verdict.code, verdict.says));
  return wait(run, sighting, attempt, verdict, sighting.seenAt >= until);
}

async function wait(
  run: Run,
  { server }: Sighting,
  attempt: Attempt,
  { code, says, trouble }: Extract<InstallVerdict, { kind: "wait" }>,
  isCertain: boolean,
): Promise<JobOutcome> {
  const { deps, panel, order } = run;
  const now = deps.options.now();
  await deps.db.transaction().execute(async (tx) => {
    await writeStep(tx, order.id, attempt, { outcome: "waiting", code, says, found: null, finishedAt: null });
    await mirrorServer(tx, server, now);
    const fresh = await findOrder(tx, order.id);
    if (!wantsServer(fresh)) return;
    if (trouble) await patchOrder(tx, fresh, { error_code: code, error_message: says }, now);
    else if (isCertain) await clearTrouble(tx, fresh, now);
  });
  if (attempt.rowId === null || trouble) publishOrder(run); // the looks in between tell a console nothing new
  return { kind: "retry", at: now + nextLookMs(now - attempt.startedAt, panel.budget()), code, says };
}
