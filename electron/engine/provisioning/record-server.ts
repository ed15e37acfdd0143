import { closeFinding } from "../findings/findings.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import type { JobOutcome } from "../jobs/job.ts";
import { settleOrder } from "../lifecycle/settle-order.ts";
import { mirrorServer } from "../mirror/mirror-rows.ts";
import { changeOrder, findOrder, type Order, type OrderPatch, patchOrder } from "../orders/order-repository.ts";
import type { PanelServer } from "../panel/panel-port.ts";
import type { Db } from "../store/open-store.ts";
import { forgetHealing } from "./healing-mark.ts";
import { causeOf, DONE, NO_TROUBLE, publishOrder, type Run, wantsServer } from "./run.ts";
import { forgetEdits } from "./step-edits.ts";
import { type Attempt, newAttempt, writeStep } from "./step-journal.ts";
import { suspendJob } from "./suspend-job.ts";

/**
 * Ends the wait and writes the server on the order, in one transaction. An order that was refunded or disputed meanwhile
 * gets its server's ids all the same, so that it can be stopped and nobody has to search for it.
 */
export async function recordServer(run: Run, server: PanelServer, waited: Attempt): Promise<JobOutcome> {
  const { deps, order } = run;
  await deps.db.transaction().execute(async (tx) => {
    const now = deps.options.now();
    const done = { outcome: "done", code: null, found: { serverId: server.id }, finishedAt: now } as const;
    await writeStep(tx, order.id, waited, { ...done, says: `Server ${server.id} is installed.` });
    await mirrorServer(tx, server, now);
    const fresh = await findOrder(tx, order.id);
    if (!fresh || fresh.ptero_server_id !== null) return; // another run was quicker
    const says = wantsServer(fresh) ? await hand(tx, run, fresh, server) : await stop(tx, fresh, server, now);
    await writeStep(tx, order.id, newAttempt("record", { serverId: server.id }, now), { ...done, says });
  });
  deps.wakeJobs();
  publishOrder(run);
  deps.changes.publish({ topic: "servers", ids: [String(server.id)] });
  return DONE;
}

/** What an order keeps of its server. */
export const idsOf = (server: PanelServer): OrderPatch => ({
  ptero_server_id: server.id,
  ptero_identifier: server.identifier,
  ptero_uuid: server.uuid,
  panel_user_id: server.userId,
  ...(server.address === null ? {} : { address: server.address }),
});

async function hand(tx: Db, run: Run, order: Order, server: PanelServer): Promise<string> {
  const by = causeOf(run);
  const patch = { ...idsOf(server), ...NO_TROUBLE, provisioned_at: by.at };
  const changed = await changeOrder(tx, order, "server_ready", by, patch);
  if (!changed.ok) throw new Error(changed.error.says); // read in this transaction, and checked: it can't be
  const settled = await settleOrder(tx, changed.value, changed.value, by); // what holds it came while it was made
  if (!settled.ok) throw new Error(settled.error.says);
  await closeFinding(tx, "SERVER_CONTRADICTED", order.id, by.at);
  await forgetHealing(tx, order.id);
  await forgetEdits(tx, order.id);
  return `Server ${server.id} (${server.identifier}) is the order's.`;
}

async function stop(tx: Db, order: Order, server: PanelServer, now: number): Promise<string> {
  await patchOrder(tx, order, idsOf(server), now);
  await enqueueJob(tx, suspendJob(order.id, now), now);
  return `Server ${server.id} came when the order was ${order.status} and its payment ${order.payment_state}; it gets suspended.`;
}
