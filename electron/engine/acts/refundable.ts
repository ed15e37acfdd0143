import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import type { Order } from "../orders/order-repository.ts";
import { idOf } from "../stripe/stripe-reads.ts";
import { type ActRefused, ofStripe } from "./act.ts";

/** A payment of an order that can be given back, whole or in part. Minor units. */
export interface Refundable {
  readonly paymentIntent: string;
  readonly charge: string;
  readonly currency: string;
  readonly amount: number;
  readonly refunded: number;
}

const nothing = (says: string) => err({ code: "NOTHING_TO_REFUND", says } as const);

/** Why an order has no payment at Stripe that could be given back; null where it may have one. Pure. */
export function refundRefusal(order: Order): string | null {
  if (order.paid_by === "free") return "The order was free of charge. There is nothing to refund.";
  if (order.paid_by === "elsewhere") return "The order was paid elsewhere, so the money is given back there.";
  if (order.payment_state === "unpaid" || order.payment_state === "processing") return "The order is not paid.";
  if (order.payment_state === "refunded") return "The order was refunded in full already.";
  return order.payment_state === "disputed" ? "The payment is disputed. The bank decides about the money." : null;
}

/** The order's newest payment, as Stripe has it now: its last paid invoice's, or that of its Session. */
export async function findRefundable(deps: Deps, order: Order): Promise<Result<Refundable, ActRefused>> {
  const paymentIntent = await paymentOf(deps, order);
  if (!paymentIntent.ok) return paymentIntent;
  if (paymentIntent.value === null) return nothing("No payment of this order has any money in it.");
  const intent = await deps.stripe.getPaymentIntent(paymentIntent.value);
  if (!intent.ok) return err(ofStripe(intent.error));
  const chargeId = idOf(intent.value.latest_charge);
  if (chargeId === null) return nothing("No charge was made for this order.");
  const charge = await deps.stripe.getCharge(chargeId);
  if (!charge.ok) return err(ofStripe(charge.error));
  const { amount, amount_refunded: refunded, currency } = charge.value;
  return ok({ paymentIntent: paymentIntent.value, charge: chargeId, currency, amount, refunded });
}

async function paymentOf({ stripe }: Deps, order: Order): Promise<Result<string | null, ActRefused>> {
  if (order.stripe_payment_intent_id) return ok(order.stripe_payment_intent_id);
  if (!order.stripe_subscription_id) return ok(null);
  const invoices = await stripe.listInvoices(order.stripe_subscription_id, "paid");
  if (!invoices.ok) return err(ofStripe(invoices.error));
  const newest = invoices.value.find(({ amount_paid: paid }) => paid > 0);
  if (!newest?.id) return ok(null);
  const payment = await stripe.findPaymentOfInvoice(newest.id);
  return payment.ok ? payment : err(ofStripe(payment.error));
}
