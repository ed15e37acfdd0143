import { listAllRegions } from "../catalog/read-catalog.ts";
import { readBuild } from "../orders/server-build.ts";
import type { Db } from "../store/open-store.ts";
import type { Reservation } from "./node-room.ts";

/** A checkout writes its order, then asks Stripe for the Session; for that long the order holds its room without one. */
const SESSION_COMES_WITHIN_MS = 2 * 60_000;

/**
 * What orders without a server will still take: those whose customer may pay now or whose bank is at it, and all that are
 * paid (one that failed, too: it holds a customer's money). A server that the mirror already has is counted on its node.
 */
export async function listReservations(db: Db, now: number): Promise<Reservation[]> {
  const regions = new Map((await listAllRegions(db)).map((region) => [region.id, region]));
  const orders = await db
    .selectFrom("orders")
    .select(["region", "build"])
    .where("ptero_server_id", "is", null)
    .where((eb) =>
      eb.or([
        eb.and([eb("status", "in", ["paid", "provisioning", "error"]), eb("payment_state", "=", "paid")]),
        eb.and([eb("status", "=", "pending"), eb("payment_state", "=", "processing")]),
        eb.and([eb("status", "=", "pending"), eb("paid_by", "=", "invoice")]), // it can be paid until it is canceled
        eb.and([
          eb("status", "=", "pending"),
          eb.exists(
            eb
              .selectFrom("order_sessions")
              .select("order_sessions.id")
              .whereRef("order_sessions.order_id", "=", "orders.id")
              .where("order_sessions.status", "=", "open")
              .where("order_sessions.expires_at", ">", now),
          ),
        ]),
        eb.and([
          eb("status", "=", "pending"),
          eb("created_at", ">", now - SESSION_COMES_WITHIN_MS),
          eb.not(
            eb.exists(
              eb
                .selectFrom("order_sessions")
                .select("order_sessions.id")
                .whereRef("order_sessions.order_id", "=", "orders.id"),
            ),
          ),
        ]),
      ]),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("panel_servers")
            .select("panel_servers.id")
            .whereRef("panel_servers.external_id", "=", "orders.id"),
        ),
      ),
    )
    .orderBy("created_at")
    .execute();
  return orders.flatMap(({ region, build }) => {
    const place = regions.get(region);
    return place ? [{ region: place, needs: readBuild(build) }] : [];
  });
}
