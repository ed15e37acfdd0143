import { z } from "zod";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { Job, JobOutcome } from "../jobs/job.ts";
import type { RefusedTransition } from "../orders/order-machines.ts";
import { type Cause, changeOrder, findOrder, type Order, type OrderChanged } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { DONE, NO_TROUBLE, wantsServer } from "./run.ts";
import { newAttempt, writeStep } from "./step-journal.ts";
import { suspendJob } from "./suspend-job.ts";

export const OrderPayload = z.object({ orderId: z.string() });

/**
 * The job's order, at work: `paid` becomes `provisioning`, `provisioning` goes on. Anything else ends the job with nothing
 * changed, except that a server which is perhaps there already is stopped where the order is over.
 */
export async function claimOrder(deps: Deps, job: Job): Promise<Result<Order, JobOutcome>> {
  const { orderId } = OrderPayload.parse(job.payload);
  const now = deps.options.now();
  const claimed = await deps.db.transaction().execute(async (tx): Promise<Result<Taken, JobOutcome>> => {
    const order = await findOrder(tx, orderId);
    if (!order) return err({ kind: "dead", code: "ORDER_NOT_FOUND", says: `There is no order ${orderId}.` });
    if (wantsServer(order)) return ok({ order, isNew: false });
    if (order.status !== "paid" || order.payment_state !== "paid") return err(await leave(tx, order, now));
    const started = await startProvisioning(tx, order, { cause: `job:${job.id}`, at: now });
    return started.ok
      ? ok({ order: started.value, isNew: true })
      : err({ kind: "retry", at: now, code: started.error.code, says: started.error.says });
  });
  if (!claimed.ok) {
    deps.wakeJobs();
    return claimed;
  }
  if (claimed.value.isNew) deps.changes.publish({ topic: "orders", ids: [orderId] });
  return ok(claimed.value.order);
}

interface Taken {
  readonly order: Order;
  readonly isNew: boolean;
}

/** Puts an order to work: its state, and the row that says since when. Run it in a transaction. */
export async function startProvisioning(
  tx: Db,
  order: Order,
  by: { readonly cause: Cause; readonly at: number },
): Promise<Result<Order, RefusedTransition | OrderChanged>> {
  const changed = await changeOrder(tx, order, "provisioning_started", by, NO_TROUBLE);
  if (!changed.ok) return changed;
  const says = order.status === "error" ? "Taken up again after it had failed." : "Taken up.";
  const end = { outcome: "done", code: null, says, found: null, finishedAt: by.at } as const;
  await writeStep(tx, order.id, newAttempt("claim", { status: order.status, cause: by.cause }, by.at), end);
  return changed;
}

/** An order that was refunded while its server was being made may have one that nobody recorded. */
async function leave(tx: Db, order: Order, now: number): Promise<JobOutcome> {
  if (order.ptero_server_id !== null || order.status === "error") return DONE;
  const create = await tx
    .selectFrom("provisioning_steps")
    .select("id")
    .where("order_id", "=", order.id)
    .where("name", "=", "create")
    .executeTakeFirst();
  if (create) await enqueueJob(tx, suspendJob(order.id, now), now);
  return DONE;
}
