import { patchOrder } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";

/** Gives orders what the mirror knows of their server and they lack: address and identifier. Says which orders changed. */
export async function fillFromMirror(tx: Db, now: number): Promise<string[]> {
  const orders = await tx
    .selectFrom("orders")
    .selectAll()
    .where("ptero_server_id", "is not", null)
    .where((eb) => eb.or([eb("address", "is", null), eb("ptero_identifier", "is", null)]))
    .execute();
  const filled: string[] = [];
  for (const order of orders) {
    const server = await tx
      .selectFrom("panel_servers")
      .selectAll()
      .where("id", "=", order.ptero_server_id)
      .executeTakeFirst();
    if (!server) continue;
    const address = order.address ?? server.address;
    const identifier = order.ptero_identifier ?? server.identifier;
    if (address === order.address && identifier === order.ptero_identifier) continue;
    const uuid = order.ptero_uuid ?? server.uuid;
    const patched = await patchOrder(tx, order, { address, ptero_identifier: identifier, ptero_uuid: uuid }, now);
    if (patched.ok) filled.push(order.id);
  }
  return filled;
}
