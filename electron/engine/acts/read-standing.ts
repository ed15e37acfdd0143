import type { ScheduledRow, Standing } from "../../../shared/contract/acts.ts";
import type { Deps } from "../deps.ts";
import { listOpenFindings } from "../findings/findings.ts";
import { listHolds } from "../lifecycle/holds.ts";
import { listScheduled, type ScheduledAct } from "../lifecycle/scheduled-acts.ts";
import { graceEnd } from "../lifecycle/subscription-facts.ts";
import { findOrder } from "../orders/order-repository.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import type { Db } from "../store/open-store.ts";
import { offerActs } from "./offers.ts";

/** Why an order's service stands as it does, what is due by itself, and what may be done; undefined for no order. */
export async function readStanding(
  { db, options }: Pick<Deps, "db" | "options">,
  orderId: string,
): Promise<Standing | undefined> {
  const order = await findOrder(db, orderId);
  if (!order) return undefined;
  const holds = await listHolds(db, orderId);
  const gone = await listOpenFindings(db, { subject: orderId, code: "SERVER_GONE" });
  const { past_due_since: since } = order;
  return {
    holds: holds.map(({ reason, source, since: at, says }) => ({ reason, source, since: at, says })),
    paidBy: order.paid_by,
    paymentReference: order.payment_reference,
    periodEndsAt: order.current_period_end,
    cancelsAt: order.cancel_at,
    pastDueSince: since,
    graceEndsAt: since === null ? null : graceEnd(since, await lifeSettings(db)),
    scheduled: (await listScheduled(db, orderId)).map(scheduledRow),
    acts: offerActs(order, { holds, isServerGone: gone.length > 0 }, options.env),
  };
}

/** Everything that is due later, the next first. */
export async function listAllScheduled(db: Db): Promise<ScheduledRow[]> {
  const acts = await db
    .selectFrom("scheduled_acts")
    .selectAll()
    .where("state", "in", ["waiting", "running"])
    .orderBy("due_at")
    .limit(1_000)
    .execute();
  return acts.map(scheduledRow);
}

const scheduledRow = ({ id, order_id, act, due_at, cause, says, state }: ScheduledAct): ScheduledRow => ({
  id,
  orderId: order_id,
  act,
  dueAt: due_at,
  cause,
  says,
  running: state === "running",
});
