import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { findOrder, type Order } from "../orders/order-repository.ts";
import { startProvisioning } from "./claim-order.ts";
import { nextProbeAt, readHealing, writeHealing } from "./healing-mark.ts";
import { ProbeRound } from "./probe-order.ts";
import { PROVISION_SERVER, provisionJob } from "./provision-job.ts";
import { suspendJob } from "./suspend-job.ts";

/** A person must decide these; no look at the panel heals them. */
const FOR_A_PERSON = ["AMOUNT_MISMATCH", "SERVER_CONTRADICTED", "REBUILT_WITHOUT_SERVER"];

/**
 * Looks, every now and then, whether what made a paid order fail is mended, and puts it back to work where it is; the looks
 * get rarer (after 1, 2, 5, 10, then every 30 min). Orders at work that no job looks after get one. Says which orders moved.
 */
export async function healProvisioning(deps: Deps): Promise<readonly string[]> {
  const moved = [...(await adoptStalled(deps)), ...(await healFailed(deps))];
  if (moved.length === 0) return moved;
  deps.wakeJobs();
  deps.changes.publish({ topic: "orders", ids: moved });
  return moved;
}

/** A dispute that was won, or a database that was restored, leaves an order that wants a server and has no job. */
async function adoptStalled({ db, options }: Deps): Promise<string[]> {
  const now = options.now();
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom("orders")
      .leftJoin("jobs", (join) =>
        join.on((eb) =>
          eb.and([
            eb("jobs.order_id", "=", eb.ref("orders.id")),
            eb("jobs.kind", "=", PROVISION_SERVER),
            eb("jobs.state", "in", ["waiting", "running"]),
          ]),
        ),
      )
      .select("orders.id")
      .where("orders.status", "in", ["paid", "provisioning"])
      .where("orders.payment_state", "=", "paid")
      .where("jobs.id", "is", null)
      .execute();
    for (const { id } of rows) {
      await enqueueJob(tx, provisionJob(id, now), now);
      await enqueueJob(tx, suspendJob(id, now), now); // the dispute may have stopped a server that nobody recorded
    }
    return rows.map(({ id }) => id);
  });
}

async function healFailed(deps: Deps): Promise<string[]> {
  if (!deps.panel) return [];
  const failed = await deps.db
    .selectFrom("orders")
    .selectAll()
    .where("status", "=", "error")
    .where("payment_state", "=", "paid")
    .where("ptero_server_id", "is", null)
    .where((eb) => eb.or([eb("error_code", "is", null), eb("error_code", "not in", FOR_A_PERSON)]))
    .orderBy("created_at")
    .execute();
  const round = new ProbeRound(deps.db, deps.panel);
  const healed: string[] = [];
  for (const order of failed) if (await healOne(deps, order, round)) healed.push(order.id);
  return healed;
}

async function healOne(deps: Deps, order: Order, round: ProbeRound): Promise<boolean> {
  const { db, options } = deps;
  const failedAt = await lastFailureOf(deps, order);
  const known = (await readHealing(db, order.id)) ?? { probes: 0, lastAt: failedAt };
  const healing = { probes: known.probes, lastAt: Math.max(known.lastAt, failedAt) };
  if (options.now() < nextProbeAt(healing, options.timings?.healWaitsMs)) return false;
  await writeHealing(db, order.id, { probes: healing.probes + 1, lastAt: options.now() });
  return (await round.wouldPass(order)) && putBackToWork(deps, order.id);
}

/** The failure's own time: the order's `updated_at` moves with other things, too. */
async function lastFailureOf({ db }: Deps, order: Order): Promise<number> {
  const { at } = await db
    .selectFrom("order_history")
    .select((eb) => eb.fn.max<number | null>("at").as("at"))
    .where("order_id", "=", order.id)
    .where("change", "=", "provisioning_failed")
    .executeTakeFirstOrThrow();
  return at ?? order.updated_at;
}

/** False where somebody else moved the order while the panel was asked. */
function putBackToWork({ db, options }: Deps, orderId: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const now = options.now();
    const order = await findOrder(tx, orderId);
    if (order?.status !== "error" || order.payment_state !== "paid") return false;
    const started = await startProvisioning(tx, order, { cause: "healed", at: now });
    if (started.ok) await enqueueJob(tx, provisionJob(orderId, now), now);
    return started.ok;
  });
}
