import { err, ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { announceTermination } from "../lifecycle/plan-termination.ts";
import { endAct, findScheduled } from "../lifecycle/scheduled-acts.ts";
import { terminateJob } from "../lifecycle/terminate-job.ts";
import { findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { type Acting, type ActResult, noOrder, notNow, published, refuse, serverOf } from "./act.ts";
import { notConfirmed } from "./confirm.ts";

export interface TerminateAsked extends Acting {
  /** Epoch ms until which it can be called off; null is now. */
  readonly at: number | null;
  /** What the operator typed: the server's name. */
  readonly confirm: string | null;
}

/** Why an order's server can't be deleted; null where it can. Pure. */
export function terminateRefusal(order: Order): string | null {
  const server = serverOf(order);
  return server.ok ? null : server.error;
}

/**
 * Ends an order for good: what bills is canceled and the server deleted, now or at a time until which it is announced and can be
 * called off. Asked again it moves the time.
 */
export async function terminateOrder(deps: Deps, asked: TerminateAsked): ActResult {
  const now = deps.options.now();
  const dueAt = Math.max(asked.at ?? now, now);
  const done = await deps.db.transaction().execute(async (tx): ActResult => {
    const order = await findOrder(tx, asked.orderId);
    if (!order) return noOrder(asked.orderId);
    const refusal = terminateRefusal(order);
    if (refusal !== null) return notNow(refusal);
    const unconfirmed = notConfirmed(deps.options.env, asked.confirm, { kind: "name", name: order.server_name });
    if (unconfirmed) return err(unconfirmed);
    const id = await schedule(tx, order, asked, { dueAt, now });
    const act = {
      at: now,
      actor: asked.operator,
      act: "schedule_termination",
      subject: order.id,
      reason: asked.reason,
    };
    await recordAct(tx, { ...act, before: statesOf(order), after: { dueAt, serverId: order.ptero_server_id } });
    if (dueAt > now) await announceTermination(tx, order, { dueAt, says: asked.reason }, now);
    else await enqueueJob(tx, terminateJob({ id, order_id: order.id }, now), now);
    const when = new Date(dueAt).toISOString().slice(0, 16).replace("T", " ");
    const says =
      dueAt > now ? `The server is deleted on ${when} UTC, unless that is called off.` : "The server is being deleted.";
    return ok({ orderId: order.id, says });
  });
  published(deps, asked.orderId);
  return done;
}

async function schedule(
  tx: Db,
  { id: order_id }: Order,
  { operator, reason: says }: TerminateAsked,
  { dueAt, now }: { readonly dueAt: number; readonly now: number },
): Promise<number> {
  const cause = `operator:${operator}`;
  const row = {
    due_at: dueAt,
    cause,
    says,
    state: "waiting",
    created_at: now,
    settled_at: null,
    settled_by: null,
  } as const;
  const { id } = await tx
    .insertInto("scheduled_acts")
    .values({ key: `terminate:${order_id}:operator`, order_id, act: "terminate", ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Calls a scheduled deletion off; it stays called off for the same cause. Asked again it changes nothing. One that runs is
 * called off between its tries, which a server that the panel is deleting at that moment does not notice.
 */
export async function callOffTermination(
  deps: Deps,
  { scheduledId, operator, reason }: { readonly scheduledId: number } & Omit<Acting, "orderId">,
): ActResult {
  const now = deps.options.now();
  const done = await deps.db.transaction().execute(async (tx): ActResult => {
    const act = await findScheduled(tx, scheduledId);
    if (!act) return refuse("SCHEDULED_ACT_NOT_FOUND", `Nothing is scheduled under ${scheduledId}.`);
    if (act.state === "done") return notNow("The server was deleted already.");
    const says = "The deletion is called off.";
    if (act.state === "canceled" || act.state === "withdrawn") return ok({ orderId: act.order_id, says });
    await endAct(tx, act, { state: "canceled", by: `operator:${operator}`, at: now });
    const done = { at: now, actor: operator, act: "call_off_termination", subject: act.order_id, reason };
    await recordAct(tx, { ...done, before: { dueAt: act.due_at, cause: act.cause }, after: { state: "canceled" } });
    return ok({ orderId: act.order_id, says });
  });
  if (done.ok) published(deps, done.value.orderId);
  return done;
}
