import type { PlanQuote } from "../../../shared/contract/acts.ts";
import { ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { canMove, type MoveRefused } from "../lifecycle/move-plan.ts";
import { findOrder } from "../orders/order-repository.ts";
import { readBuild, type ServerBuild } from "../orders/server-build.ts";
import { type ActRefused, noOrder } from "./act.ts";
import { isOn, ofMove, type PlanWanted, targetFor } from "./change-plan.ts";

/** What a change of plan would cost a term, and whether the server could be made its size now. Changes nothing. */
export async function quotePlan(
  deps: Deps,
  orderId: string,
  wanted: PlanWanted,
): Promise<Result<PlanQuote, ActRefused>> {
  const order = await findOrder(deps.db, orderId);
  if (!order) return noOrder(orderId);
  const target = await targetFor(deps, order, wanted);
  if (!target.ok) return target;
  const { build, patch } = target.value;
  const { amount = 0, currency = order.currency } = patch;
  const can = await canMove(deps, order, target.value);
  return ok({
    price: { amount, currency },
    sizeNow: sizeOf(readBuild(order.build)),
    sizeAfter: sizeOf(build),
    isSame: isOn(order, target.value),
    isBilled: order.stripe_subscription_id !== null,
    refusal: can.ok ? null : refusalOf(can.error),
  });
}

const refusalOf = (refused: MoveRefused) => {
  const { code, says } = ofMove(refused);
  return { code, says };
};

const sizeOf = ({ memoryMb, diskMb, cpuPercent, databases, backups }: ServerBuild): PlanQuote["sizeNow"] => ({
  memoryMb,
  diskMb,
  cpuPercent,
  databases,
  backups,
});
