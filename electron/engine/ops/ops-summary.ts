import type { EngineOps } from "../engine.ts";
import { countStuckOrders } from "../orders/list-orders.ts";
import type { Db } from "../store/open-store.ts";

/** The numbers that a monitor watches. `stuckOrdersCount` are paid orders that should have a server and have none. */
export async function opsSummary(db: Db, now: number): ReturnType<EngineOps["summary"]> {
  const statuses = await db
    .selectFrom("orders")
    .select((eb) => ["status", eb.fn.countAll<number>().as("count")])
    .groupBy("status")
    .execute();
  const last = await db
    .selectFrom("webhook_requests")
    .select("received_at")
    .where("source", "in", ["endpoint", "forward"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    ordersByStatus: Object.fromEntries(statuses.map(({ status, count }) => [status, count])),
    lastWebhookReceivedAt: last ? new Date(last.received_at).toISOString() : null,
    stuckOrdersCount: await countStuckOrders(db, now),
    timestamp: new Date(now).toISOString(),
  };
}
