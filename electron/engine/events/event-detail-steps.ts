import type { EventEffect } from "../../../shared/contract/event-detail.ts";
import type { Db } from "../store/open-store.ts";

/** More attempts than anybody follows here; the order's own page has all. */
const MOST = 100;

/**
 * Every provisioning step that a payment led to: those of its order from then on, until something else asked for the server
 * anew (an operator, a later event).
 */
export async function readSteps(
  db: Db,
  paid: readonly { readonly order_id: string; readonly at: number }[],
): Promise<EventEffect[]> {
  const effects = await Promise.all(paid.map(({ order_id, at }) => stepsOf(db, order_id, at)));
  return effects.flat();
}

async function stepsOf(db: Db, orderId: string, from: number): Promise<EventEffect[]> {
  const later = await db
    .selectFrom("jobs")
    .select("created_at")
    .where("order_id", "=", orderId)
    .where("kind", "=", "provision_server")
    .where("created_at", ">", from)
    .orderBy("created_at")
    .executeTakeFirst();
  const rows = await db
    .selectFrom("provisioning_steps")
    .select(["id", "name", "attempt", "outcome", "says", "started_at", "finished_at"])
    .where("order_id", "=", orderId)
    .where("started_at", ">=", from)
    .where("started_at", "<", later?.created_at ?? Number.MAX_SAFE_INTEGER)
    .orderBy("id")
    .limit(MOST)
    .execute();
  return rows.map(({ id, name, attempt, outcome, says, started_at: at, finished_at: finishedAt }) => ({
    kind: "step",
    key: `step ${id}`,
    at,
    name: `${name.replaceAll("_", " ")}${attempt > 1 ? `, attempt ${attempt}` : ""}`,
    says,
    outcome,
    finishedAt,
    orderId,
  }));
}
