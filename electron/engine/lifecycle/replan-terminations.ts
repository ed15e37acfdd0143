import type { Deps } from "../deps.ts";
import { findOrder } from "../orders/order-repository.ts";
import { listHolds } from "./holds.ts";
import { planTermination } from "./plan-termination.ts";

/** Decides anew about the deletion of every server that something holds: settings or a plan's refund policy may have changed. */
export async function replanTerminations({ db, options }: Pick<Deps, "db" | "options">): Promise<void> {
  const held = await db.selectFrom("service_holds").select("order_id").distinct().execute();
  for (const { order_id: id } of held)
    await db.transaction().execute(async (tx) => {
      const order = await findOrder(tx, id);
      if (order) await planTermination(tx, order, await listHolds(tx, id), options.now());
    });
}
