import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { provisionJob } from "../provisioning/provision-job.ts";
import { amountInQuestion } from "../trace/trace-facts.ts";
import { changeOrder, findOrder, type Order, statesOf } from "./order-repository.ts";

export interface ApproveRefused {
  readonly code: "ORDER_NOT_FOUND" | "ORDER_TRANSITION_REFUSED" | "ORDER_CHANGED";
  readonly says: string;
}

/** Who says yes, and why; both are kept in the audit. */
export interface Approval {
  readonly orderId: string;
  readonly operator: string;
  readonly reason: string;
}

/**
 * Lets a payment pass whose amount is not the plan's: the order becomes `paid` and its provisioning job is written, in the
 * transaction that keeps who said so. Refused for an order whose amount is not in question.
 */
export async function approveAmount(deps: Deps, approval: Approval): Promise<Result<Order, ApproveRefused>> {
  const { orderId, operator, reason } = approval;
  const now = deps.options.now();
  const approved = await deps.db.transaction().execute(async (tx): Promise<Result<Order, ApproveRefused>> => {
    const order = await findOrder(tx, orderId);
    if (!order) return err({ code: "ORDER_NOT_FOUND", says: `There is no order ${orderId}.` });
    if (!amountInQuestion(order))
      return err({ code: "ORDER_TRANSITION_REFUSED", says: "The amount of this order is not in question." });
    const by = { cause: `operator:${operator}`, at: now } as const;
    const patch = { amount_approved_at: now, error_code: null, error_message: null };
    const changed = await changeOrder(tx, order, "amount_approved", by, patch);
    if (!changed.ok) return changed;
    await enqueueJob(tx, provisionJob(orderId, now), now);
    await recordAct(tx, {
      at: now,
      actor: operator,
      act: "approve_amount",
      subject: orderId,
      before: statesOf(order),
      after: statesOf(changed.value),
      reason,
    });
    return ok(changed.value);
  });
  if (approved.ok) {
    deps.changes.publish({ topic: "orders", ids: [orderId] });
    deps.wakeJobs();
  }
  return approved;
}
