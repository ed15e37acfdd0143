import type { Order } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { readMark } from "../mirror/mirror-age.ts";
import type { ServerFact } from "./trace-facts.ts";

export interface PanelSide {
  readonly serversOf: (order: Order) => readonly ServerFact[];
  readonly readAt: number | null;
}

/** What the mirror knows of the orders' servers: those that carry an order's id, and those that an order names. */
export async function readPanelSide(db: Db, orders: readonly Order[]): Promise<PanelSide> {
  const orderIds = orders.map(({ id }) => id);
  const serverIds = orders.flatMap(({ ptero_server_id: id }) => id ?? []);
  const rows = await db
    .selectFrom("panel_servers")
    .select(["id", "identifier", "external_id as externalId", "status", "address", "seen_at as seenAt"])
    .where((eb) => eb.or([eb("external_id", "in", orderIds), eb("id", "in", serverIds)]))
    .execute();
  const byOrder = Map.groupBy(rows, ({ externalId }) => externalId);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const { readAt } = await readMark(db, "mirror.panel");
  return {
    readAt,
    serversOf: ({ id, ptero_server_id: named }) => {
      const carriers = byOrder.get(id) ?? [];
      const server = named === null ? undefined : byId.get(named);
      return server && !carriers.includes(server) ? [...carriers, server] : carriers;
    },
  };
}
