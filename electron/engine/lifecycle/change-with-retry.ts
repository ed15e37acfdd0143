import type { Deps } from "../deps.ts";
import { findOrder, type Order, type OrderChanged } from "../orders/order-repository.ts";
import type { RefusedTransition } from "../orders/order-machines.ts";
import type { Db } from "../store/open-store.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { type Applied, applied } from "./applied.ts";

/** More writers than this on one order at once is a fault, not a race. */
const MOST_TRIES = 6;

/** Decides on the order as it is now and writes it; may be called again with a newer order. */
export type Decide = (tx: Db, order: Order) => Promise<Result<unknown, RefusedTransition | OrderChanged> | null>;

/**
 * Reads the order, lets `decide` change it in the same transaction, and reads again when somebody else was quicker. Null
 * from `decide` means that there is nothing to change, which is success too.
 */
export async function changeWithRetry(deps: Deps, orderId: string, decide: Decide): Promise<Applied> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const changed = await deps.db.transaction().execute(async (tx) => {
      const order = await findOrder(tx, orderId);
      return order ? decide(tx, order) : null;
    });
    if (changed === null || changed.ok) {
      deps.changes.publish({ topic: "orders", ids: [orderId] });
      return applied(orderId);
    }
    if (changed.error.code !== "ORDER_CHANGED") return { kind: "refused", orderId, ...changed.error };
  }
  return { kind: "refused", orderId, code: "ORDER_CHANGED", says: "The order kept changing while it was written." };
}
