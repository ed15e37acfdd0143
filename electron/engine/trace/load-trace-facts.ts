import type { Order } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { readPanelSide } from "./read-panel-side.ts";
import { readStripeSide } from "./read-stripe-side.ts";
import { readWaybillSide } from "./read-waybill-side.ts";
import { findRefused, suspectOf } from "./refused-requests.ts";
import type { TraceFacts } from "./trace-facts.ts";

/**
 * The facts of many orders at once, by order id: as many queries for a page of a hundred as for one order. Ids that are
 * not there are left out.
 */
export async function loadTraceFacts(db: Db, orderIds: readonly string[]): Promise<Map<string, TraceFacts>> {
  if (orderIds.length === 0) return new Map();
  const orders = await db
    .selectFrom("orders")
    .selectAll()
    .where("id", "in", [...orderIds])
    .execute();
  return gatherTraceFacts(db, orders);
}

/** {@link loadTraceFacts} for orders that were just read. */
export async function gatherTraceFacts(db: Db, orders: readonly Order[]): Promise<Map<string, TraceFacts>> {
  if (orders.length === 0) return new Map();
  const ids = orders.map(({ id }) => id);
  const stripe = await readStripeSide(db, ids);
  const waybill = await readWaybillSide(db, ids);
  const panel = await readPanelSide(db, orders);
  const names = await planNames(db);
  const suspects = orders.flatMap(
    (order) => suspectOf(order, stripe.sessions.get(order.id) ?? null, stripe.events.get(order.id) ?? null) ?? [],
  );
  const refused = await findRefused(db, suspects);
  const factsOf = (order: Order): TraceFacts => ({
    order,
    planName: names.get(order.plan_id) ?? order.plan_id,
    request: waybill.requests.get(order.id) ?? null,
    session: stripe.sessions.get(order.id) ?? null,
    payingEvent: stripe.events.get(order.id) ?? null,
    refused: refused.get(order.id) ?? null,
    payments: waybill.payments.get(order.id) ?? [],
    job: waybill.jobs.get(order.id) ?? null,
    steps: waybill.steps.get(order.id) ?? [],
    servers: panel.serversOf(order),
    panelReadAt: panel.readAt,
  });
  return new Map(orders.map((order) => [order.id, factsOf(order)]));
}

/** Of all plans: a catalog is small, and its names are asked for with every page. */
async function planNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom("plans").select(["id", "name"]).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
