import type { Selectable } from "kysely";
import type { Db } from "../store/open-store.ts";
import type { ServiceHoldsTable } from "../store/tables/life.ts";

/**
 * Why a service may not run, and who says so:
 * - `refunded`, `partly_refunded`: a charge; `disputed`: a dispute; `fraud_warning`: a warning;
 * - `unpaid`: the subscription, when the grace after a failed renewal is over; `ended`, `paused`: the subscription;
 * - `operator`: a member of staff.
 */
export type Hold = Selectable<ServiceHoldsTable>;

/** What orders had that stopped before reasons were kept. The real source replaces it. */
const BEFORE = "before";

/** Notes a reason, or freshens it; nobody tells since when a pause lasts, so its first sight counts. */
export async function placeHold(tx: Db, hold: Hold): Promise<void> {
  const { order_id, reason } = hold;
  if (hold.source !== BEFORE) await liftHold(tx, { order_id, reason, source: BEFORE });
  await tx
    .insertInto("service_holds")
    .values(hold)
    .onConflict((conflict) =>
      conflict.doUpdateSet(reason === "paused" ? { says: hold.says } : { says: hold.says, since: hold.since }),
    )
    .execute();
}

/** Takes a reason back; that of another source stays. */
export async function liftHold(tx: Db, hold: Pick<Hold, "order_id" | "reason" | "source">): Promise<void> {
  await tx
    .deleteFrom("service_holds")
    .where("order_id", "=", hold.order_id)
    .where("reason", "=", hold.reason)
    .where("source", "in", [hold.source, BEFORE])
    .execute();
}

/** Places the reason where it holds, and takes it back where it does not. */
export const keepHold = (tx: Db, holds: boolean, hold: Hold): Promise<void> =>
  holds ? placeHold(tx, hold) : liftHold(tx, hold);

/** All that keeps an order's service from running, oldest first. */
export function listHolds(db: Db, orderId: string): Promise<Hold[]> {
  return db
    .selectFrom("service_holds")
    .selectAll()
    .where("order_id", "=", orderId)
    .orderBy("since")
    .orderBy("reason")
    .execute();
}
