import { ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { letWarningGo } from "../lifecycle/apply-fraud-warning.ts";
import { type Hold, liftHold, listHolds } from "../lifecycle/holds.ts";
import { settleOrder } from "../lifecycle/settle-order.ts";
import { findOrder, statesOf } from "../orders/order-repository.ts";
import type { HoldReason } from "../store/tables/life.ts";
import { type Acting, type ActResult, noOrder, published, refuse } from "./act.ts";

/** What a person may take back; money and subscriptions speak for themselves. */
const BY_HAND: ReadonlySet<HoldReason> = new Set(["operator", "fraud_warning"]);

/** Why nothing of what holds the service can be taken back by hand; null where something can, or nothing holds it. Pure. */
export function unsuspendRefusal(holds: readonly Hold[]): string | null {
  if (holds.length === 0 || holds.some(({ reason }) => BY_HAND.has(reason))) return null;
  return `${becauseOf(holds)} It runs again when that is over.`;
}

const becauseOf = (holds: readonly Hold[]) => [...new Set(holds.map(({ says }) => says))].join(" ");

/**
 * Takes back what operators and fraud warnings hold. The server runs again unless something else holds it, which is told.
 * Asked again, or of a service that runs, it changes nothing.
 */
export async function unsuspendService(deps: Deps, { orderId, operator, reason }: Acting): ActResult {
  const by = { cause: `operator:${operator}`, at: deps.options.now() } as const;
  const done = await deps.db.transaction().execute(async (tx): ActResult => {
    const order = await findOrder(tx, orderId);
    if (!order) return noOrder(orderId);
    const holds = await listHolds(tx, orderId);
    const refusal = unsuspendRefusal(holds);
    if (refusal !== null) return refuse("SERVICE_HELD", refusal);
    const lifted = holds.filter((hold) => BY_HAND.has(hold.reason));
    const left = holds.filter((hold) => !BY_HAND.has(hold.reason));
    if (lifted.length === 0) return ok({ orderId, says: "Nothing held the service." });
    for (const hold of lifted) await liftHold(tx, hold);
    for (const { reason: why, source } of lifted)
      if (why === "fraud_warning") await letWarningGo(tx, source, operator, by.at);
    const settled = await settleOrder(tx, order, order, by);
    if (!settled.ok) return settled;
    const act = { at: by.at, actor: operator, act: "unsuspend_service", subject: orderId, reason };
    const before = { ...statesOf(order), held: becauseOf(lifted) };
    await recordAct(tx, { ...act, before, after: statesOf(settled.value) });
    const says = left.length === 0 ? "The server runs again." : `It stays suspended. ${becauseOf(left)}`;
    return ok({ orderId, says });
  });
  published(deps, orderId);
  return done;
}
