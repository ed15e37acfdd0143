import { findPlan } from "../catalog/read-catalog.ts";
import { closeFinding, openFinding } from "../findings/findings.ts";
import type { Order } from "../orders/order-repository.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import type { Db } from "../store/open-store.ts";
import { DAY_MS, decideTermination, type Termination } from "./decide-termination.ts";
import type { Hold } from "./holds.ts";

/** Tells of a deletion that is due later, until it is done or called off. */
export const TERMINATION_SCHEDULED = "TERMINATION_SCHEDULED";

/**
 * Makes the scheduled deletion of an order's server what the policies say of its holds now: written and announced, moved, or
 * withdrawn when its cause is gone. One that an operator called off stays called off for the same cause.
 */
export async function planTermination(tx: Db, order: Order, holds: readonly Hold[], now: number): Promise<void> {
  const canEnd = order.ptero_server_id !== null && order.service_state !== "terminated";
  const settings = await lifeSettings(tx);
  const wanted = canEnd ? decideTermination(holds, settings, await findPlan(tx, order.plan_id)) : null;
  await withdrawOthers(tx, order.id, wanted?.key ?? null, now);
  if (wanted) await schedule(tx, order, wanted, settings.noticeDays * DAY_MS, now);
}

async function withdrawOthers(tx: Db, orderId: string, kept: string | null, now: number): Promise<void> {
  const waiting = await tx
    .selectFrom("scheduled_acts")
    .select(["id", "key", "cause"])
    .where("order_id", "=", orderId)
    .where("state", "=", "waiting")
    .execute();
  const gone = waiting.filter(({ key, cause }) => cause.startsWith("policy:") && key !== kept);
  for (const { id } of gone)
    await tx
      .updateTable("scheduled_acts")
      .set({ state: "withdrawn", settled_at: now, settled_by: "policy" })
      .where("id", "=", id)
      .execute();
  if (gone.length > 0 && gone.length === waiting.length) await closeFinding(tx, TERMINATION_SCHEDULED, orderId, now);
}

/** A deletion is never sudden: one whose days had passed before it was known is announced first, like any other. */
async function schedule(tx: Db, order: Order, wanted: Termination, notice: number, now: number): Promise<void> {
  const { key, reason, says } = wanted;
  const known = await tx
    .selectFrom("scheduled_acts")
    .select(["state", "created_at"])
    .where("key", "=", key)
    .executeTakeFirst();
  if (known && known.state !== "waiting" && known.state !== "withdrawn") return;
  const createdAt = known?.state === "waiting" ? known.created_at : now;
  const dueAt = Math.max(wanted.dueAt, createdAt + notice);
  const row = {
    due_at: dueAt,
    says,
    state: "waiting",
    created_at: createdAt,
    settled_at: null,
    settled_by: null,
  } as const;
  await tx
    .insertInto("scheduled_acts")
    .values({ key, order_id: order.id, act: "terminate", cause: `policy:${reason}`, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
  await announceTermination(tx, order, { dueAt, says }, now);
}

/** Opens or freshens the finding that tells when the server is deleted, and why. */
export async function announceTermination(
  tx: Db,
  order: Order,
  { dueAt, says }: { readonly dueAt: number; readonly says: string },
  now: number,
): Promise<void> {
  const when = new Date(dueAt).toISOString().slice(0, 16).replace("T", " ");
  const finding = {
    code: TERMINATION_SCHEDULED,
    subject: order.id,
    says: `Server ${order.ptero_server_id} is deleted on ${when} UTC. ${says} Call it off to keep the server.`,
    evidence: { dueAt, serverId: order.ptero_server_id },
  };
  await openFinding(tx, finding, now);
}
