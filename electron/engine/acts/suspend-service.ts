import { ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { isPaidFor } from "../lifecycle/decide-standing.ts";
import { listHolds, placeHold } from "../lifecycle/holds.ts";
import { settleOrder } from "../lifecycle/settle-order.ts";
import { findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import { type Acting, type ActResult, noOrder, notNow, published } from "./act.ts";

/** What an operator's own reason is filed under: one an order, whoever placed it. */
export const OPERATOR_HOLD = { reason: "operator", source: "operator" } as const;

/** Why an order's service can't be suspended by hand; null where it can. Pure. */
export function suspendRefusal(order: Order): string | null {
  if (!isPaidFor(statesOf(order))) return "The order is not paid, so it has no service to suspend.";
  return order.service_state === "terminated" ? "The server was deleted. There is nothing left to suspend." : null;
}

/**
 * Holds the service for a reason of the operator's, on top of whatever else holds it: the server is suspended, or will be as
 * soon as it is there. Asked again it keeps the newer reason.
 */
export async function suspendService(deps: Deps, { orderId, operator, reason }: Acting): ActResult {
  const by = { cause: `operator:${operator}`, at: deps.options.now() } as const;
  const done = await deps.db.transaction().execute(async (tx): ActResult => {
    const order = await findOrder(tx, orderId);
    if (!order) return noOrder(orderId);
    const refusal = suspendRefusal(order);
    if (refusal !== null) return notNow(refusal);
    const before = await listHolds(tx, orderId);
    await placeHold(tx, { order_id: orderId, ...OPERATOR_HOLD, since: by.at, says: reason });
    const settled = await settleOrder(tx, order, order, by);
    if (!settled.ok) return settled;
    const [was, is] = [statesOf(order), statesOf(settled.value)];
    const act = { at: by.at, actor: operator, act: "suspend_service", subject: orderId, reason };
    await recordAct(tx, { ...act, before: { ...was, holds: before.length }, after: is });
    const says =
      order.ptero_server_id === null ? "The server is suspended as soon as it is made." : "The server is suspended.";
    return ok({ orderId, says });
  });
  published(deps, orderId);
  return done;
}
