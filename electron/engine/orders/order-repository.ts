import type { Selectable, Updateable } from "kysely";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Db } from "../store/open-store.ts";
import type { OrdersTable } from "../store/tables/orders.ts";
import { decideChange, type OrderChange, type OrderStates, type RefusedTransition } from "./order-machines.ts";

export type Order = Selectable<OrdersTable>;

export interface OrderChanged {
  readonly code: "ORDER_CHANGED";
  readonly says: string;
}

/**
 * What moved an order: `event:<evt id>`, `job:<id>`, `operator:<name>`, `checkout`, `healed`, or the `clock`. Kept in the
 * order's history.
 */
export type Cause =
  `event:${string}` | `job:${number}` | `operator:${string}` | "checkout" | "healed" | "clock" | "rebuilt";

/** The columns that a change may set beside the three states. */
export type OrderPatch = Omit<
  Updateable<OrdersTable>,
  "id" | "status" | "payment_state" | "service_state" | "version" | "created_at" | "updated_at"
>;

export const statesOf = (order: Order): OrderStates => ({
  status: order.status,
  paymentState: order.payment_state,
  serviceState: order.service_state,
});

export function findOrder(db: Db, id: string): Promise<Order | undefined> {
  return db.selectFrom("orders").selectAll().where("id", "=", id).executeTakeFirst();
}

/**
 * Moves `order` by `change`, sets `patch`, and writes the history, only if nobody has written the order since it was read.
 * Run it inside the transaction that also writes what the change causes (jobs, events).
 */
export async function changeOrder(
  tx: Db,
  order: Order,
  change: OrderChange,
  by: { readonly cause: Cause; readonly at: number },
  patch: OrderPatch = {},
): Promise<Result<Order, RefusedTransition | OrderChanged>> {
  const before = statesOf(order);
  const decided = decideChange(before, change);
  if (!decided.ok) return decided;
  const { status, paymentState, serviceState } = decided.value;
  const saved = await saveOrder(
    tx,
    order,
    { ...patch, status, payment_state: paymentState, service_state: serviceState },
    by.at,
  );
  if (!saved.ok) return saved;
  await tx
    .insertInto("order_history")
    .values({
      order_id: order.id,
      at: by.at,
      cause: by.cause,
      change,
      before: JSON.stringify(before),
      after: JSON.stringify(decided.value),
    })
    .execute();
  return saved;
}

/** Sets columns that are no state (an address, an error's text), by the same optimistic version. */
export function patchOrder(tx: Db, order: Order, patch: OrderPatch, at: number): Promise<Result<Order, OrderChanged>> {
  return saveOrder(tx, order, patch, at);
}

async function saveOrder(
  tx: Db,
  order: Order,
  values: Updateable<OrdersTable>,
  at: number,
): Promise<Result<Order, OrderChanged>> {
  const row = await tx
    .updateTable("orders")
    .set({ ...values, version: order.version + 1, updated_at: at })
    .where("id", "=", order.id)
    .where("version", "=", order.version)
    .returningAll()
    .executeTakeFirst();
  if (row) return ok(row);
  return err({ code: "ORDER_CHANGED", says: "The order changed meanwhile. Look again, then decide." });
}
