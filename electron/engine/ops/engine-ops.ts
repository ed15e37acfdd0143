import { recordAct } from "../audit/audit.ts";
import { findPlan } from "../catalog/read-catalog.ts";
import type { Deps } from "../deps.ts";
import type { EngineOps } from "../engine.ts";
import { storefrontOrderRow } from "../http/order-row.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { readPanel } from "../mirror/read-panel.ts";
import { healProvisioning } from "../provisioning/heal-provisioning.ts";
import { retryProvisioning } from "../provisioning/retry-provisioning.ts";
import type { Db } from "../store/open-store.ts";
import { opsSummary } from "./ops-summary.ts";

/** The `/ops` routes' work. `catchUp` fetches from Stripe what never arrived. */
export function createEngineOps(deps: Deps, catchUp: () => Promise<unknown>): EngineOps {
  return {
    summary: () => opsSummary(deps.db, deps.options.now()),
    async retry(orderId, operator) {
      const retried = await retryProvisioning(deps, orderId, operator);
      if (!retried.ok) return retried;
      const plan = await findPlan(deps.db, retried.value.plan_id);
      return ok({ ...storefrontOrderRow(retried.value, plan, deps.options.panel.url) });
    },
    reconcile: (operator) => reconcile(deps, catchUp, operator),
  };
}

/** Asks both sides in turn and puts back to work what they show to be mended; one side's silence does not stop the other. */
async function reconcile(deps: Deps, catchUp: () => Promise<unknown>, operator: string) {
  const startedAt = deps.options.now();
  await catchUp();
  await readPanel(deps);
  const healed = await healProvisioning(deps);
  const counts = await countSince(deps.db, startedAt);
  const act = { at: startedAt, actor: operator, act: "reconcile", subject: "reconcile", before: null, reason: null };
  await recordAct(deps.db, { ...act, after: { ...counts, healed: healed.length } });
  return counts;
}

async function countSince(db: Db, since: number) {
  return db
    .selectFrom("findings")
    .select(({ fn, eb }) => [
      fn.countAll<number>().filterWhere("opened_at", ">=", since).as("opened"),
      fn.countAll<number>().filterWhere("closed_at", ">=", since).as("closed"),
      fn
        .countAll<number>()
        .filterWhere(eb("closed_at", "is", null))
        .as("open"),
    ])
    .executeTakeFirstOrThrow();
}
