import type Stripe from "stripe";
import type { Deps } from "../deps.ts";
import type { Order } from "../orders/order-repository.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { idOf, subscriptionOf } from "../stripe/stripe-reads.ts";
import { type Applied, faulted, type Names, orderUnknown } from "./applied.ts";
import { findOrderByTrail } from "./find-order.ts";

/** The order that a payment is of, and the invoice that it paid where that had to be asked for. */
export interface PaymentOf {
  readonly order: Order;
  readonly invoice: Stripe.Invoice | null;
}

type Found = PaymentOf | { readonly order: undefined; readonly applied: Applied };

/** From a charge to its order: by what is known here, else over the invoice's subscription at Stripe. */
export const findOrderOfCharge = (deps: Deps, charge: Stripe.Charge): Promise<Found> =>
  findOrderOfPayment(deps, idOf(charge.payment_intent), charge.metadata?.["order_id"] ?? null);

/** The same for what names a charge, or only its PaymentIntent. */
export async function findOrderOfChargeId(deps: Deps, charge: string | null, payment: string | null): Promise<Found> {
  if (!charge) return findOrderOfPayment(deps, payment, null);
  const read = await deps.stripe.getCharge(charge);
  return read.ok ? findOrderOfCharge(deps, read.value) : fault(read.error);
}

async function findOrderOfPayment(deps: Deps, payment: string | null, named: string | null): Promise<Found> {
  const known = await findOrderByTrail(deps.db, { metadataOrderId: named, paymentIntentId: payment });
  if (known) return { order: known, invoice: null };
  if (!payment) return nobody(named, []);
  const invoice = await deps.stripe.findInvoiceOfPayment(payment);
  if (!invoice.ok && invoice.error.code !== "STRIPE_NOT_FOUND") return fault(invoice.error);
  const billed = invoice.ok ? invoice.value : null;
  const subscriptionId = billed && subscriptionOf(billed);
  const metadataOrderId = billed?.parent?.subscription_details?.metadata?.["order_id"];
  const order = await findOrderByTrail(deps.db, { metadataOrderId, subscriptionId });
  return order ? { order, invoice: billed } : nobody(metadataOrderId ?? named, [payment, subscriptionId]);
}

const fault = (error: StripeFault): Found => ({ order: undefined, applied: faulted(error) });

/** A refund or dispute may be told before the payment is: it waits under the names that the payment will bring. */
const nobody = (named: string | null, names: Names): Found => ({
  order: undefined,
  applied: orderUnknown(named, "No order here was paid by this charge.", names),
});
