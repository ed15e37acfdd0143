import { type Order, statesOf } from "../../orders/order-repository.ts";
import type { Db } from "../../store/open-store.ts";

/** What an order's history calls that it was written anew. */
const REBUILT = "rebuilt";

/** Keeps with an order that it was written anew; call it in the transaction that does. */
export async function noteRebuilt(tx: Db, order: Order, at: number): Promise<void> {
  const states = JSON.stringify(statesOf(order));
  await tx
    .insertInto("order_history")
    .values({ order_id: order.id, at, cause: REBUILT, change: REBUILT, before: states, after: states })
    .execute();
}

/** The orders that were written anew since `since` (epoch ms), whichever run did it. */
export function listRebuilt(db: Db, since: number) {
  return db
    .selectFrom("orders")
    .innerJoin("order_history", "order_history.order_id", "orders.id")
    .selectAll("orders")
    .where("order_history.change", "=", REBUILT)
    .where("order_history.at", ">=", since)
    .orderBy("orders.id")
    .execute();
}

export async function wasRebuilt(db: Db, orderId: string): Promise<boolean> {
  const row = await db
    .selectFrom("order_history")
    .select("id")
    .where("order_id", "=", orderId)
    .where("change", "=", REBUILT)
    .executeTakeFirst();
  return row !== undefined;
}
