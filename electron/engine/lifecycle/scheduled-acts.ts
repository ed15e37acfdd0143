import type { Selectable } from "kysely";
import { findPlan } from "../catalog/read-catalog.ts";
import { closeFinding } from "../findings/findings.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { findOrder, type Order } from "../orders/order-repository.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import type { Db } from "../store/open-store.ts";
import type { ScheduledActsTable } from "../store/tables/life.ts";
import { decideTermination } from "./decide-termination.ts";
import { listHolds } from "./holds.ts";
import { TERMINATION_SCHEDULED } from "./plan-termination.ts";
import { terminateJob } from "./terminate-job.ts";

/** An act that is due later: announced by a finding, and good to be called off until it runs. */
export type ScheduledAct = Selectable<ScheduledActsTable>;

export const findScheduled = (db: Db, id: number): Promise<ScheduledAct | undefined> =>
  db.selectFrom("scheduled_acts").selectAll().where("id", "=", id).executeTakeFirst();

/** An order's acts that wait or run, the next first. */
export const listScheduled = (db: Db, orderId: string): Promise<ScheduledAct[]> =>
  db
    .selectFrom("scheduled_acts")
    .selectAll()
    .where("order_id", "=", orderId)
    .where("state", "in", ["waiting", "running"])
    .orderBy("due_at")
    .execute();

/** Writes the jobs of all acts that are due; answers how many. */
export async function startDueActs(tx: Db, now: number): Promise<number> {
  const due = await tx
    .selectFrom("scheduled_acts")
    .select(["id", "order_id"])
    .where("state", "in", ["waiting", "running"])
    .where("due_at", "<=", now)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("jobs")
            .select("jobs.id")
            .whereRef("jobs.order_id", "=", "scheduled_acts.order_id")
            .where("jobs.kind", "=", "terminate_server")
            .where("jobs.state", "in", ["waiting", "running"]),
        ),
      ),
    )
    .execute();
  for (const act of due) await enqueueJob(tx, terminateJob(act, now), now);
  return due.length;
}

/**
 * Takes an act up, if it still stands: not called off, not done, and, where a policy asked for it, with its cause still there.
 * Run it in a transaction of its own.
 */
export async function takeUp(
  tx: Db,
  id: number,
  now: number,
): Promise<{ readonly act: ScheduledAct; readonly order: Order } | null> {
  const act = await findScheduled(tx, id);
  if (!act || (act.state !== "waiting" && act.state !== "running")) return null;
  const order = await findOrder(tx, act.order_id);
  if (!order || order.service_state === "terminated") {
    await endAct(tx, act, { state: "done", by: act.cause, at: now });
    return null;
  }
  if (act.cause.startsWith("policy:") && !(await isStillWanted(tx, act, order))) {
    await endAct(tx, act, { state: "withdrawn", by: "policy", at: now });
    return null;
  }
  await tx.updateTable("scheduled_acts").set({ state: "running" }).where("id", "=", id).execute();
  return { act, order };
}

async function isStillWanted(tx: Db, { key }: ScheduledAct, order: Order): Promise<boolean> {
  const holds = await listHolds(tx, order.id);
  return decideTermination(holds, await lifeSettings(tx), await findPlan(tx, order.plan_id))?.key === key;
}

/** Writes how an act ended, and takes its announcement back. */
export async function endAct(
  tx: Db,
  act: Pick<ScheduledAct, "id" | "order_id">,
  end: { readonly state: "done" | "canceled" | "withdrawn"; readonly by: string; readonly at: number },
): Promise<void> {
  const settled = { state: end.state, settled_at: end.at, settled_by: end.by };
  await tx.updateTable("scheduled_acts").set(settled).where("id", "=", act.id).execute();
  const left = await listScheduled(tx, act.order_id);
  if (left.length === 0) await closeFinding(tx, TERMINATION_SCHEDULED, act.order_id, end.at);
}
