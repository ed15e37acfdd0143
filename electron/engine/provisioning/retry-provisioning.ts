import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { findOrder, type Order, patchOrder, statesOf } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { startProvisioning } from "./claim-order.ts";
import { forgetHealing } from "./healing-mark.ts";
import { provisionJob } from "./provision-job.ts";

export interface RetryRefused {
  readonly code: "ORDER_NOT_FOUND" | "ORDER_TRANSITION_REFUSED" | "ORDER_CHANGED";
  readonly says: string;
}

/** What a retry changes beside the order's state, as the audit tells it. */
interface Amended {
  /** snake_case. */
  readonly act: string;
  readonly before: object;
  readonly after: object;
}

/**
 * Puts a paid order without a server to work now: state, job and audit commit together or not at all. An order that is at
 * work already is looked at at once, with its patience begun anew.
 */
export const retryProvisioning = (
  deps: Deps,
  orderId: string,
  operator: string,
): Promise<Result<Order, RetryRefused>> =>
  retryOrder(deps, orderId, operator, async () => ok({ act: "retry_provisioning", before: {}, after: {} }));

/** As {@link retryProvisioning}, with what `amend` writes in the same transaction; its refusal refuses the retry. */
export async function retryOrder(
  deps: Deps,
  orderId: string,
  operator: string,
  amend: (tx: Db, order: Order, now: number) => Promise<Result<Amended, RetryRefused>>,
): Promise<Result<Order, RetryRefused>> {
  const now = deps.options.now();
  const retried = await deps.db.transaction().execute(async (tx): Promise<Result<Order, RetryRefused>> => {
    const order = await findOrder(tx, orderId);
    if (!order) return err({ code: "ORDER_NOT_FOUND", says: `There is no order ${orderId}.` });
    const refusal = retryRefusal(order);
    if (refusal !== null) return err({ code: "ORDER_TRANSITION_REFUSED", says: refusal });
    const amended = await amend(tx, order, now);
    if (!amended.ok) return amended;
    const moved = await putToWork(tx, order, operator, now);
    if (!moved.ok) return err({ code: moved.error.code, says: moved.error.says });
    await enqueueJob(tx, provisionJob(orderId, now), now);
    await forgetHealing(tx, orderId);
    const { act, before, after } = amended.value;
    await recordAct(tx, {
      at: now,
      actor: operator,
      act,
      subject: orderId,
      before: { ...standOf(order), ...before },
      after: { ...standOf(moved.value), ...after },
      reason: null,
    });
    return ok(moved.value);
  });
  if (!retried.ok) return retried;
  deps.wakeJobs();
  deps.changes.publish({ topic: "orders", ids: [orderId] });
  return retried;
}

/** A paid order's job claims it by itself; one at work gets its half hour of patience again. */
function putToWork(tx: Db, order: Order, operator: string, now: number) {
  if (order.status === "error") return startProvisioning(tx, order, { cause: `operator:${operator}`, at: now });
  return patchOrder(tx, order, { failing_since: null }, now);
}

const standOf = (order: Order) => ({ ...statesOf(order), errorCode: order.error_code, error: order.error_message });

/** Why a retry of this order would be refused now, as a sentence; null where it would be taken. Pure. */
export function retryRefusal(order: Order): string | null {
  const { status, payment_state: payment, error_code: code } = order;
  if (status === "provisioned") return `The order is already provisioned, as server ${order.ptero_server_id}.`;
  if (status === "refunded" || payment === "refunded") return "The order was refunded. It gets no server any more.";
  if (status === "canceled") return "The order is canceled. It gets no server any more.";
  if (payment === "disputed") return "The payment is disputed. The order waits until that is decided.";
  if (payment !== "paid") return "The order is not paid, so there is nothing to provision yet.";
  if (status === "error" && code === "AMOUNT_MISMATCH" && order.amount_approved_at === null)
    return "The amount paid is not the plan's. Approve the amount first.";
  return null;
}
