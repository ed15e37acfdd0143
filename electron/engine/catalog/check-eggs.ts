import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { closeFinding, listOpenFindings, openFinding } from "../findings/findings.ts";
import { withinMs } from "../mirror/within-ms.ts";
import type { PanelFault } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";
import { blockingEggProblem, type EggProblem, type EggProblemCode, eggProblems } from "./egg-environment.ts";
import { listActivePlans, type Plan } from "./read-catalog.ts";
import { askEgg, rememberedEgg } from "./remembered-egg.ts";

type EggDeps = Pick<Deps, "db" | "options" | "panel">;

const FRESH_MS = 10 * 60_000;
const PATIENCE_MS = 3_000;
const CODES: readonly EggProblemCode[] = [
  "EGG_VARIABLE_MISSING",
  "EGG_VARIABLE_REFUSED",
  "EGG_VARIABLE_UNKNOWN",
  "EGG_NOT_FOUND",
];

/**
 * Why the panel would refuse a server of this plan, as a sentence for the refusal at checkout; null where nothing is known
 * against it. A checkout goes by what the panel said within ten minutes; only an unknown egg or a refusal asks again, so
 * that a mended egg sells at once. A panel that can't be asked stands in nobody's way here: the capacity check decides that.
 */
export async function eggProblem(deps: EggDeps, plan: Plan): Promise<string | null> {
  const remembered = await rememberedEgg(deps.db, plan.egg_id);
  const problem = remembered ? blockingEggProblem(plan, remembered.egg) : null;
  const isFresh = remembered !== undefined && deps.options.now() - remembered.readAt < FRESH_MS;
  if ((isFresh && !problem) || !deps.panel) return problem?.says ?? null;
  const asked = await withinMs(askEgg(deps, deps.panel, plan), PATIENCE_MS);
  if (!asked?.ok) return problem?.says ?? null;
  return blockingEggProblem(plan, asked.value)?.says ?? null;
}

/** How many findings a check opened and closed. */
export interface EggsChecked {
  readonly opened: number;
  readonly closed: number;
}

/**
 * Asks the panel for the egg of every plan on sale and holds the plan against it: what does not fit is an open finding on
 * the plan's id, what fits again (or is sold no more) is closed. Where the panel can't be asked, the rest stays as it was.
 */
export async function checkPlanEggs(deps: EggDeps): Promise<Result<EggsChecked, PanelFault>> {
  if (!deps.panel) return ok({ opened: 0, closed: 0 });
  const plans = await listActivePlans(deps.db);
  let opened = 0;
  let closed = await closeForGone(deps.db, plans, deps.options.now());
  for (const plan of plans) {
    const asked = await askEgg(deps, deps.panel, plan);
    if (!asked.ok) return err(asked.error);
    const problems = eggProblems(plan, asked.value);
    const now = deps.options.now();
    const settled = await deps.db.transaction().execute((tx) => settlePlan(tx, plan.id, problems, now));
    opened += settled.opened;
    closed += settled.closed;
  }
  return ok({ opened, closed });
}

async function settlePlan(tx: Db, planId: string, problems: readonly EggProblem[], now: number): Promise<EggsChecked> {
  let opened = 0;
  let closed = 0;
  for (const code of CODES) {
    const says = problems.filter((problem) => problem.code === code).map((problem) => problem.says);
    if (says.length === 0) closed += Number(await closeFinding(tx, code, planId, now));
    else opened += Number(await openFinding(tx, { code, subject: planId, says: says.join(" "), evidence: null }, now));
  }
  return { opened, closed };
}

async function closeForGone(db: Db, plans: readonly Plan[], now: number): Promise<number> {
  const sold = new Set(plans.map(({ id }) => id));
  let closed = 0;
  for (const code of CODES)
    for (const { subject } of await listOpenFindings(db, { code }))
      if (!sold.has(subject)) closed += Number(await closeFinding(db, code, subject, now));
  return closed;
}
