import { ok, type Result } from "../../../shared/kernel/result.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { RefusedTransition } from "../orders/order-machines.ts";
import { type Cause, changeOrder, type Order, type OrderChanged, statesOf } from "../orders/order-repository.ts";
import { provisionJob } from "../provisioning/provision-job.ts";
import { suspendJob } from "../provisioning/suspend-job.ts";
import type { Db } from "../store/open-store.ts";
import { isPaidFor, mustStandStill, nextChange, type Standing, wantsServer } from "./decide-standing.ts";
import { type Hold, listHolds } from "./holds.ts";
import { planTermination } from "./plan-termination.ts";
import { tellStillBilled } from "./tell-still-billed.ts";

/** Longer than any way between two standings: past it, the deciding runs in a circle, which is a bug. */
const MOST_CHANGES = 8;

export interface By {
  readonly cause: Cause;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * Brings an order to where its facts say that it stands: payment, status and service, and the jobs that follow from them. Run
 * it in the transaction that wrote the facts; `before` is the order as that transaction found it, `order` as it is by now.
 */
export async function settleOrder(
  tx: Db,
  before: Order,
  order: Order,
  by: By,
): Promise<Result<Order, RefusedTransition | OrderChanged>> {
  const holds = await listHolds(tx, order.id);
  let settled = order;
  for (let count = 0; ; count += 1) {
    const change = nextChange(statesOf(settled), standingOf(settled, holds));
    if (change === null) break;
    if (count === MOST_CHANGES) throw new Error(`order ${order.id} does not settle: ${change}`);
    const changed = await changeOrder(tx, settled, change, by);
    if (!changed.ok) return changed;
    settled = changed.value;
  }
  await askForWork(tx, before, settled, by.at);
  await planTermination(tx, settled, holds, by.at);
  await tellStillBilled(tx, settled, by.at);
  return ok(settled);
}

const standingOf = (order: Order, holds: readonly Hold[]): Standing => ({
  holds: new Set(holds.map(({ reason }) => reason)),
  isPastDue: order.past_due_since !== null,
  isCanceling: order.cancel_at !== null,
  hasServer: order.ptero_server_id !== null,
  isBilledByInvoice: order.paid_by === "invoice",
});

async function askForWork(tx: Db, before: Order, settled: Order, now: number): Promise<void> {
  const [was, is] = [statesOf(before), statesOf(settled)];
  if (wantsServer(is) && !wantsServer(was)) await enqueueJob(tx, provisionJob(settled.id, now), now);
  if (mustStandStill(is) !== mustStandStill(was) && isPaidFor(is))
    await enqueueJob(tx, suspendJob(settled.id, now), now);
}
