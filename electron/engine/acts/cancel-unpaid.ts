import { err, ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { applySession } from "../lifecycle/apply-session.ts";
import { applySubscription } from "../lifecycle/apply-subscription.ts";
import { changeOrder, findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import { type ActRefused, type ActResult, noOrder, notNow, ofStripe } from "./act.ts";
import type { CancelAsked } from "./cancel-order.ts";

const PAID_MEANWHILE: ActRefused = {
  code: "ORDER_CHANGED",
  says: "It was paid a moment ago, so it was not canceled. Look again, then refund it.",
};

/** Closes what could still be paid at Stripe, then the order. One that is paid in that moment stays paid. */
export async function cancelUnpaid(deps: Deps, order: Order, asked: CancelAsked): ActResult {
  if (asked.when !== "now") return notNow("The order is not paid, so it has no period. Cancel it now.");
  if (order.status === "canceled") return ok({ orderId: order.id, says: "The order is canceled." });
  const open = (await closeSessions(deps, order, asked)) ?? (await endInvoicing(deps, order));
  if (open) return err(open);
  const by = { cause: `operator:${asked.operator}`, at: deps.options.now() } as const;
  const done = await deps.db.transaction().execute(async (tx): ActResult => {
    const fresh = await findOrder(tx, order.id);
    if (!fresh) return noOrder(order.id);
    if (fresh.payment_state !== "unpaid") return err(PAID_MEANWHILE);
    const changed = await changeOrder(tx, fresh, "order_canceled", by);
    if (!changed.ok) return changed;
    const act = { at: by.at, actor: asked.operator, act: "cancel_order", subject: order.id, reason: asked.reason };
    await recordAct(tx, { ...act, before: statesOf(fresh), after: statesOf(changed.value) });
    return ok({ orderId: order.id, says: "The order is canceled, and can't be paid any more." });
  });
  const { stripe_subscription_id: subscription } = order;
  if (done.ok && subscription) await applySubscription(deps, subscription, by.cause);
  return done;
}

async function closeSessions(deps: Deps, order: Order, asked: CancelAsked): Promise<ActRefused | null> {
  const sessions = await deps.db
    .selectFrom("order_sessions")
    .select("stripe_session_id as id")
    .where("order_id", "=", order.id)
    .where("status", "=", "open")
    .execute();
  for (const { id } of sessions) {
    const expired = await deps.stripe.expireSession(id);
    if (expired.ok || expired.error.code === "STRIPE_NOT_FOUND") continue;
    if (expired.error.code !== "STRIPE_REFUSED") return ofStripe(expired.error);
    // It is not open any more: expired by itself, or paid.
    const came = await applySession(deps, id, `operator:${asked.operator}`);
    if (came.kind === "fault") return ofStripe(came.fault);
    const fresh = await findOrder(deps.db, order.id);
    if (fresh && fresh.payment_state !== "unpaid") return PAID_MEANWHILE;
  }
  return null;
}

/** An invoice that was sent can't be paid once it is void; its subscription would bill the next period. */
async function endInvoicing({ stripe }: Deps, order: Order): Promise<ActRefused | null> {
  const { stripe_invoice_id: invoice, stripe_subscription_id: subscription } = order;
  if (invoice) {
    const voided = await stripe.voidInvoice(invoice, `void:${invoice}`);
    if (!voided.ok && voided.error.code !== "STRIPE_NOT_FOUND") {
      const now = await stripe.getInvoice(invoice);
      if (!now.ok) return ofStripe(now.error);
      if (now.value.status === "paid") return PAID_MEANWHILE;
      if (now.value.status !== "void") return ofStripe(voided.error);
    }
  }
  if (!subscription) return null;
  const canceled = await stripe.cancelSubscription(subscription);
  return canceled.ok || canceled.error.code === "STRIPE_NOT_FOUND" ? null : ofStripe(canceled.error);
}
