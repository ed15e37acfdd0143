import { ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { keepHold } from "../lifecycle/holds.ts";
import { settleOrder } from "../lifecycle/settle-order.ts";
import { findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import { type ActResult, noOrder, notNow } from "./act.ts";
import type { CancelAsked } from "./cancel-order.ts";

/** Ends what nobody bills: an order that was given away or paid elsewhere. Its server is suspended, or not made at all. */
export async function cancelUnbilled(deps: Deps, { id }: Order, asked: CancelAsked): ActResult {
  if (asked.when === "period_end")
    return notNow("No subscription bills this order, so no period ends. Cancel it now, or schedule its deletion.");
  const by = { cause: `operator:${asked.operator}`, at: deps.options.now() } as const;
  return deps.db.transaction().execute(async (tx): ActResult => {
    const order = await findOrder(tx, id);
    if (!order) return noOrder(id);
    const hold = { order_id: id, reason: "ended", source: "operator", since: by.at, says: asked.reason } as const;
    await keepHold(tx, asked.when === "now", hold);
    const settled = await settleOrder(tx, order, order, by);
    if (!settled.ok) return settled;
    const act = { at: by.at, actor: asked.operator, act: "cancel_order", subject: id, reason: asked.reason };
    await recordAct(tx, { ...act, before: statesOf(order), after: statesOf(settled.value) });
    const says = asked.when === "now" ? "The order has ended, and its server is suspended." : "The order goes on.";
    return ok({ orderId: id, says });
  });
}
