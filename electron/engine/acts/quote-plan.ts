import type { Money } from "../../../shared/kernel/money.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { canMove } from "../lifecycle/move-plan.ts";
import { findOrder } from "../orders/order-repository.ts";
import { type ActRefused, noOrder } from "./act.ts";
import { type PlanWanted, targetOf } from "./change-plan.ts";

/** What a change of plan would cost a term, and whether the server could be made its size now. */
export interface PlanQuote {
  readonly price: Money;
  readonly fits: boolean;
  readonly says: string;
}

/** Asks node and disk, and changes nothing. */
export async function quotePlan(
  deps: Deps,
  orderId: string,
  wanted: PlanWanted,
): Promise<Result<PlanQuote, ActRefused>> {
  const order = await findOrder(deps.db, orderId);
  if (!order) return noOrder(orderId);
  const target = await targetOf(deps, wanted);
  if (!target.ok) return target;
  const { amount = 0, currency = order.currency } = target.value.patch;
  const can = await canMove(deps, order, target.value);
  const says = can.ok ? `${target.value.planName} fits.` : can.error.says;
  return ok({ price: { amount, currency }, fits: can.ok, says });
}
