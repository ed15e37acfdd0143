import { formatMoney } from "../../../shared/kernel/money.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { applyRefund } from "../lifecycle/apply-refund.ts";
import { applySubscription } from "../lifecycle/apply-subscription.ts";
import { findOrder, type Order } from "../orders/order-repository.ts";
import { type Acting, type ActRefused, type ActResult, noOrder, ofStripe, published, refuse } from "./act.ts";
import { notConfirmed } from "./confirm.ts";
import { findRefundable, type Refundable, refundRefusal } from "./refundable.ts";

export interface RefundAsked extends Acting {
  /** Minor units; null is all that is left. */
  readonly amount: number | null;
  readonly cancelSubscription: boolean;
  /** What the operator typed: the amount. */
  readonly confirm: string | null;
  /** The console's own id of one press; null makes the same amount, asked for at once, the same refund. */
  readonly requestId: string | null;
}

/**
 * Gives money back by Stripe, and applies what that means for the order at once. Asked for twice it is one refund: each carries
 * the request's id, which is looked for before and, where Stripe's answer was lost, after. The subscription is ended with it
 * where that is asked for.
 */
export async function refundOrder(deps: Deps, asked: RefundAsked): ActResult {
  const order = await findOrder(deps.db, asked.orderId);
  if (!order) return noOrder(asked.orderId);
  const refusal = refundRefusal(order);
  if (refusal !== null) return refuse("NOTHING_TO_REFUND", refusal);
  const found = await findRefundable(deps, order);
  if (!found.ok) return found;
  const earlier = asked.requestId === null ? ok(null) : await findMade(deps, found.value, asked.requestId);
  if (!earlier.ok) return earlier;
  if (earlier.value) return finish(deps, order, asked, found.value, earlier.value.amount);
  const amount = howMuch(found.value, asked.amount);
  if (!amount.ok) return amount;
  const money = { amount: amount.value, currency: found.value.currency };
  const unconfirmed = notConfirmed(deps.options.env, asked.confirm, { kind: "amount", money });
  if (unconfirmed) return err(unconfirmed);
  await audit(deps, order, asked, found.value, amount.value);
  const made = await refund(deps, order, asked, found.value, amount.value);
  return made.ok ? finish(deps, order, asked, found.value, amount.value) : made;
}

async function finish(deps: Deps, order: Order, asked: RefundAsked, from: Refundable, amount: number): ActResult {
  await applyRefund(deps, from.charge, `operator:${asked.operator}`);
  const ended = asked.cancelSubscription ? await endSubscription(deps, order, asked.operator) : "";
  published(deps, order.id);
  const money = formatMoney({ amount, currency: from.currency });
  return ok({ orderId: order.id, says: `${money} goes back to the customer.${ended}` });
}

function howMuch({ amount, refunded, currency }: Refundable, asked: number | null): Result<number, ActRefused> {
  const left = amount - refunded;
  if (left <= 0) return refuse("NOTHING_TO_REFUND", "All of this payment was refunded already.");
  if (asked === null || asked <= left) return ok(asked ?? left);
  const [wants, has] = [asked, left].map((each) => formatMoney({ amount: each, currency }));
  return refuse("NOTHING_TO_REFUND", `${wants} is more than the ${has} that are left of this payment.`);
}

/** Written before the money moves: a crash in between leaves an act without its refund, never a refund without its act. */
async function audit(deps: Deps, order: Order, asked: RefundAsked, { refunded, charge }: Refundable, amount: number) {
  const act = { at: deps.options.now(), actor: asked.operator, act: "refund_order", subject: order.id };
  const after = { refunded: refunded + amount, charge, cancelSubscription: asked.cancelSubscription };
  await recordAct(deps.db, { ...act, before: { refunded }, after, reason: asked.reason });
}

/** Stripe's silence says nothing of the refund: it is looked for before anybody is told that it failed. */
async function refund(deps: Deps, order: Order, asked: RefundAsked, from: Refundable, amount: number) {
  const request = asked.requestId ?? `${from.charge}:${from.refunded}:${amount}`;
  const metadata = { order_id: order.id, operator: asked.operator, reason: asked.reason, request };
  const params = { payment_intent: from.paymentIntent, amount, reason: "requested_by_customer", metadata } as const;
  const made = await deps.stripe.createRefund(params, `refund:${order.id}:${request}`);
  if (made.ok) return ok(undefined);
  if (made.error.code !== "STRIPE_UNREACHABLE") return err(ofStripe(made.error));
  const found = await findMade(deps, from, request);
  return found.ok && found.value ? ok(undefined) : err(ofStripe(made.error));
}

/** The refund that carries this request, if Stripe has made it. */
async function findMade(
  deps: Deps,
  { charge }: Refundable,
  request: string,
): Promise<Result<{ readonly amount: number } | null, ActRefused>> {
  const refunds = await deps.stripe.listRefunds(charge);
  if (!refunds.ok) return err(ofStripe(refunds.error));
  return ok(refunds.value.find(({ metadata }) => metadata?.["request"] === request) ?? null);
}

/** The money is on its way by now, so what fails here is told and not undone. */
async function endSubscription(deps: Deps, order: Order, operator: string): Promise<string> {
  const id = order.stripe_subscription_id;
  if (id === null) return "";
  const canceled = await deps.stripe.cancelSubscription(id);
  await applySubscription(deps, id, `operator:${operator}`);
  if (canceled.ok || canceled.error.code === "STRIPE_NOT_FOUND") return " The subscription has ended.";
  return ` The subscription goes on: ${canceled.error.says}`;
}
