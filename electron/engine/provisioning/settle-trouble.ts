import type { StepOutcome } from "../../../shared/contract/states.ts";
import type { JobOutcome } from "../jobs/job.ts";
import { changeOrder, findOrder, type Order, patchOrder } from "../orders/order-repository.ts";
import type { PanelFault } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";
import { causeOf, type Claimed, DONE, publishOrder, wantsServer } from "./run.ts";
import { type Attempt, writeStep } from "./step-journal.ts";

/** What keeps a step from its end; a panel's fault is one. */
export type Trouble = Pick<PanelFault, "certainty" | "code" | "says" | "retryAfterMs">;

const RETRY_MS = { least: 1_000, most: 60_000 };

/** How long a passing fault may last before the order says `error`. */
const PATIENCE_MS = 30 * 60_000;

/** A refusal of ours: only something mended helps. */
export const refusal = (code: string, says: string): Trouble => ({
  certainty: "refused",
  code,
  says,
  retryAfterMs: null,
});

/** Trouble that may be over at the next look. */
export const passing = (code: string, says: string): Trouble => ({
  certainty: "passing",
  code,
  says,
  retryAfterMs: null,
});

interface TroubledStep {
  /** What the step's row says; by itself failed, or uncertain where the trouble is. */
  readonly outcome?: StepOutcome;
  readonly found?: unknown;
}

/**
 * Writes down what went wrong and decides how the run ends: a refusal makes the order `error` at once; a passing fault and an
 * uncertain answer leave it `provisioning` with a sentence and come back, until that has lasted for half an hour.
 */
export async function settleTrouble(
  run: Claimed,
  attempt: Attempt,
  trouble: Trouble,
  { outcome = trouble.certainty === "uncertain" ? "uncertain" : "failed", found = null }: TroubledStep = {},
): Promise<JobOutcome> {
  const { code, says } = trouble;
  const ended = await run.deps.db.transaction().execute(async (tx) => {
    const now = run.deps.options.now();
    const finishedAt = outcome === "waiting" ? null : now;
    await writeStep(tx, run.order.id, attempt, { outcome, code, says, found, finishedAt });
    const order = await findOrder(tx, run.order.id);
    if (!wantsServer(order)) return DONE;
    const since = order.failing_since ?? now;
    const isLasting = now - since >= patienceOf(run);
    if (trouble.certainty === "refused" || isLasting) return fail(tx, run, order, trouble);
    const hope = trouble.certainty === "uncertain" ? " Whether it happened is being looked up." : " It is tried again.";
    await patchOrder(tx, order, { error_code: code, error_message: says + hope, failing_since: since }, now);
    const at = retryAt(now, since, trouble.retryAfterMs, run.deps.options.timings?.retryMs);
    return { kind: "retry", at, code, says } as const;
  });
  publishOrder(run);
  return ended;
}

const patienceOf = ({ deps }: Claimed): number => deps.options.timings?.patienceMs ?? PATIENCE_MS;

async function fail(tx: Db, run: Claimed, order: Order, trouble: Trouble): Promise<JobOutcome> {
  const { code } = trouble;
  const tried = trouble.certainty === "refused" ? "" : ` It was tried for ${Math.round(patienceOf(run) / 60_000)} min.`;
  const says = trouble.says + tried;
  await changeOrder(tx, order, "provisioning_failed", causeOf(run), { error_code: code, error_message: says });
  return { kind: "dead", code, says };
}

/**
 * When to look again: after as long as the trouble has lasted, which doubles the wait each time; 1 s at least, 60 s at
 * most, and never before the panel's own Retry-After.
 */
export function retryAt(now: number, since: number, retryAfterMs: number | null, waitMs = RETRY_MS): number {
  const wait = Math.min(Math.max(now - since, waitMs.least), waitMs.most);
  return now + Math.max(wait, Math.ceil(retryAfterMs ?? 0));
}
