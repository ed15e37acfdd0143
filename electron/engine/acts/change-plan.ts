import { createHash } from "node:crypto";
import type Stripe from "stripe";
import type { Term } from "../../../shared/contract/states.ts";
import { formatMoney } from "../../../shared/kernel/money.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import { findAddons, findPlan } from "../catalog/read-catalog.ts";
import { orderMetadata } from "../checkout/session-params.ts";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { alignPlanJob } from "../lifecycle/align-plan-job.ts";
import { isPaidFor } from "../lifecycle/decide-standing.ts";
import { canMove, movePlan, type MoveRefused } from "../lifecycle/move-plan.ts";
import { type PlanTarget, planTarget } from "../lifecycle/plan-target.ts";
import { readLineItems } from "../orders/line-items.ts";
import { findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import { type Acting, type ActRefused, type ActResult, noOrder, notNow, ofStripe, published, refuse } from "./act.ts";
import { notConfirmed } from "./confirm.ts";
import { itemChanges } from "./item-changes.ts";

export interface PlanWanted {
  readonly planId: string;
  readonly term: Term;
  readonly addons: readonly string[];
}

export interface PlanChangeAsked extends Acting, PlanWanted {
  readonly proration: "create_prorations" | "always_invoice" | "none";
  /** What the operator typed: the new price. */
  readonly confirm: string | null;
}

/** Why an order's plan can't be changed; null where it can. Pure. */
export function changePlanRefusal(order: Order): string | null {
  if (!isPaidFor(statesOf(order)) || order.payment_state !== "paid") return "Only a paid order's plan can be changed.";
  if (order.service_state === "terminated") return "The server was deleted.";
  if (order.status === "canceled") return "The order is canceled.";
  return null;
}

/** What a plan would make of an order, and what it costs a term: nothing where the order is free of charge. */
export async function targetFor(deps: Deps, order: Order, wanted: PlanWanted): Promise<Result<PlanTarget, ActRefused>> {
  const plan = await findPlan(deps.db, wanted.planId);
  if (!plan?.active) return refuse("PLAN_NOT_FOUND", `No plan ${wanted.planId} is on sale.`);
  const addons = await findAddons(deps.db, wanted.addons);
  const missing = wanted.addons.find((id) => !addons.some((addon) => addon.id === id));
  if (missing !== undefined) return refuse("ADDON_UNKNOWN", `The catalog has no add-on ${missing}.`);
  const target = planTarget({ plan, term: wanted.term, addons });
  return target.ok && order.paid_by === "free" ? ok(free(target.value)) : target;
}

const MOVE_CODES = ["DISK_TOO_FULL", "NO_CAPACITY", "PLAN_OTHER_GAME"] as const;

/** Why a change of plan would not be carried out on the panel, as an act's refusal. */
export function ofMove({ code, says, isLasting }: MoveRefused): ActRefused {
  const known = MOVE_CODES.find((each) => each === code);
  if (known) return { code: known, says };
  if (code === "SERVER_GONE") return { code: "SERVER_NOT_FOUND", says };
  if (code === "SERVER_BEING_MADE" || code === "ORDER_CHANGED") return { code: "ORDER_CHANGED", says };
  return { code: isLasting ? "PANEL_REFUSED" : "PANEL_UNREACHABLE", says };
}

/**
 * Bills another plan from now on and makes the server its size. Whether that fits is asked before any money moves; then Stripe
 * is told, and a job follows with the server. An order that nothing bills is moved at once.
 */
export async function changePlan(deps: Deps, asked: PlanChangeAsked): ActResult {
  const order = await findOrder(deps.db, asked.orderId);
  if (!order) return noOrder(asked.orderId);
  const refusal = changePlanRefusal(order);
  if (refusal !== null) return notNow(refusal);
  const wanted = await targetFor(deps, order, asked);
  if (!wanted.ok) return wanted;
  const target = wanted.value;
  const price = { amount: target.patch.amount ?? 0, currency: target.patch.currency ?? order.currency };
  const says = `${target.planName}, ${asked.term}, at ${formatMoney(price)}.`;
  if (isOn(order, target)) return ok({ orderId: order.id, says: `The order is on ${says}` });
  const unconfirmed = notConfirmed(deps.options.env, asked.confirm, { kind: "amount", money: price });
  if (unconfirmed) return err(unconfirmed);
  const can = await canMove(deps, order, target);
  if (!can.ok) return err(ofMove(can.error));
  const act = {
    at: deps.options.now(),
    actor: asked.operator,
    act: "change_plan",
    subject: order.id,
    reason: asked.reason,
  };
  const before = { plan: order.plan_id, term: order.term, amount: order.amount };
  await recordAct(deps.db, {
    ...act,
    before,
    after: { plan: target.patch.plan_id, term: asked.term, amount: price.amount },
  });
  const changed = order.stripe_subscription_id
    ? await bill(deps, order, order.stripe_subscription_id, target, asked.proration)
    : await moveNow(deps, order, target, asked.operator);
  if (!changed.ok) return changed;
  published(deps, order.id);
  return ok({ orderId: order.id, says: `The order is now ${says}` });
}

const free = (target: PlanTarget): PlanTarget => ({ ...target, patch: { ...target.patch, amount: 0 } });

/** Whether the order is on that plan, term and size already. Pure. */
export const isOn = (order: Order, { patch }: PlanTarget): boolean =>
  order.plan_id === patch.plan_id &&
  order.term === patch.term &&
  order.addons === patch.addons &&
  order.build === patch.build;

async function moveNow(
  deps: Deps,
  order: Order,
  target: PlanTarget,
  operator: string,
): Promise<Result<void, ActRefused>> {
  const moved = await movePlan(deps, order, target, { cause: `operator:${operator}`, at: deps.options.now() });
  return moved.ok ? moved : err(ofMove(moved.error));
}

/** The job reads what Stripe bills then, so that the event, this act and a second operator come to the same end. */
async function bill(
  deps: Deps,
  order: Order,
  subscriptionId: string,
  target: PlanTarget,
  proration: PlanChangeAsked["proration"],
): Promise<Result<void, ActRefused>> {
  const read = await deps.stripe.getSubscription(subscriptionId);
  if (!read.ok) return err(ofStripe(read.error));
  const has = read.value.items.data.map(({ id, price, quantity }) => ({
    id,
    price: price.id,
    quantity: quantity ?? 1,
  }));
  const items = itemChanges(has, readLineItems(target.patch.line_items));
  const params: Stripe.SubscriptionUpdateParams = {
    items,
    proration_behavior: proration,
    metadata: orderMetadata({ ...order, ...target.patch } as Order),
  };
  const what = createHash("sha256").update(target.patch.line_items).digest("hex").slice(0, 16);
  const key = `plan:${order.id}:${order.version}:${what}`;
  const updated = await deps.stripe.updateSubscription(subscriptionId, params, key);
  if (!updated.ok) return err(ofStripe(updated.error));
  const now = deps.options.now();
  await deps.db.transaction().execute((tx) => enqueueJob(tx, alignPlanJob(order.id, now), now));
  return ok(undefined);
}
