import type { Context } from "hono";
import { findPlan, listActivePlans } from "../catalog/read-catalog.ts";
import type { Deps } from "../deps.ts";
import { listRegionOffers } from "../mirror/region-offers.ts";
import type { Order } from "../orders/order-repository.ts";
import type { Caller } from "./bearer.ts";
import { storefrontOrderRow } from "./order-row.ts";
import { refuse } from "./refuse.ts";

/** How many of a customer's orders a list shows, newest first. */
const MOST_ROWS = 500;

/** `GET /api/plans`: what is on sale, with the regions that have room. */
export async function servePlans(c: Context, deps: Deps): Promise<Response> {
  const plans = await listActivePlans(deps.db);
  const rows = plans.map(async (plan) => ({
    id: plan.id,
    item_type: plan.item_type,
    game: plan.game,
    name: plan.name,
    ram_mb: plan.ram_mb,
    ram_gb: plan.ram_mb / 1_024,
    disk_mb: plan.disk_mb,
    cpu_percent: plan.cpu_percent,
    prices: Object.fromEntries(
      Object.entries(plan.prices).map(([term, { amount, currency }]) => [term, { amount, currency }]),
    ),
    regions: (await listRegionOffers(deps, plan.id)).map(({ id, name, room }) => ({ id, name, available: room !== 0 })),
  }));
  return c.json({ success: true, plans: await Promise.all(rows) });
}

/** `GET /api/orders`: the caller's own, newest first. */
export async function serveOrders(c: Context, deps: Deps, caller: Caller): Promise<Response> {
  const orders = await ordersOf(deps, caller).execute();
  return c.json({ success: true, orders: await asRows(deps, orders) });
}

/** `GET /api/orders/{id}`: another customer's order is as unknown as one that never was. */
export async function serveOrder(c: Context, deps: Deps, caller: Caller): Promise<Response> {
  const order = await ordersOf(deps, caller)
    .where("id", "=", c.req.param("id") ?? "")
    .executeTakeFirst();
  if (!order)
    return refuse(c, {
      status: 404,
      error: "Order not found",
      code: "ORDER_NOT_FOUND",
      says: "You have no order with this id.",
    });
  return c.json({ success: true, order: (await asRows(deps, [order]))[0] });
}

/** `GET /api/servers`: all that were paid for, failed ones too: who paid must not see an empty list. */
export async function serveServers(c: Context, deps: Deps, caller: Caller): Promise<Response> {
  const paid = await ordersOf(deps, caller)
    .where("item_type", "=", "game")
    .where("payment_state", "in", ["paid", "refunded", "disputed"])
    .execute();
  return c.json({ success: true, servers: await asRows(deps, paid) });
}

const ordersOf = (deps: Deps, caller: Caller) =>
  deps.db
    .selectFrom("orders")
    .selectAll()
    .where("user_id", "=", caller.userId)
    .orderBy("created_at", "desc")
    .limit(MOST_ROWS);

function asRows(deps: Deps, orders: readonly Order[]) {
  return Promise.all(
    orders.map(async (order) =>
      storefrontOrderRow(order, await findPlan(deps.db, order.plan_id), deps.options.panel.url),
    ),
  );
}
