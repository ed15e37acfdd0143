import type { Deps } from "../../deps.ts";
import { settleOrder } from "../../lifecycle/settle-order.ts";
import { isPaidFor } from "../../lifecycle/decide-standing.ts";
import { changeOrder, findOrder, type Order, patchOrder, statesOf } from "../../orders/order-repository.ts";
import type { PanelServer } from "../../panel/panel-port.ts";
import { startProvisioning } from "../../provisioning/claim-order.ts";
import { idsOf } from "../../provisioning/record-server.ts";
import { NO_TROUBLE } from "../../provisioning/run.ts";
import { newAttempt, writeStep } from "../../provisioning/step-journal.ts";
import type { Db } from "../../store/open-store.ts";

/**
 * Gives an order the server that the panel has under its id. One that is being installed is left to provisioning, which finds
 * it.
 */
export function adoptServer({ db, options }: Deps, orderId: string, server: PanelServer): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const order = await findOrder(tx, orderId);
    if (!order || order.ptero_server_id !== null || server.status?.includes("install")) return;
    const isOver = order.status === "refunded" || order.status === "canceled";
    if (!isPaidFor(statesOf(order)) || (order.status !== "paid" && !isOver)) return;
    const by = { cause: "rebuilt", at: options.now() } as const;
    await tx
      .updateTable("customers")
      .set({ panel_user_id: server.userId, updated_at: by.at })
      .where("user_id", "=", order.user_id)
      .execute();
    // An order that is over has its server all the same, so that it can be stopped.
    if (isOver) await patchOrder(tx, order, idsOf(server), by.at);
    else await hand(tx, order, server, by);
  });
}

async function hand(tx: Db, order: Order, server: PanelServer, by: { readonly cause: "rebuilt"; readonly at: number }) {
  const started = await startProvisioning(tx, order, by);
  if (!started.ok) return;
  const ready = await changeOrder(tx, started.value, "server_ready", by, { ...idsOf(server), ...NO_TROUBLE });
  if (!ready.ok) throw new Error(ready.error.says); // read in this transaction: it can't be
  const says = `The panel has server ${server.id} (${server.identifier}) with this order's id.`;
  const found = { serverId: server.id };
  const done = { outcome: "done", code: null, says, found, finishedAt: by.at } as const;
  await writeStep(tx, order.id, newAttempt("look_up", { externalId: order.id }, by.at), done);
  await writeStep(tx, order.id, newAttempt("record", found, by.at), done);
  await settleOrder(tx, order, ready.value, by);
}
