import type Stripe from "stripe";
import { formatMoney } from "../../../shared/kernel/money.ts";
import type { Deps } from "../deps.ts";
import { openFinding } from "../findings/findings.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { type Cause, changeOrder, type Order } from "../orders/order-repository.ts";
import { provisionJob } from "../provisioning/provision-job.ts";
import { suspendJob } from "../provisioning/suspend-job.ts";
import { idOf } from "../stripe/live-stripe-gateway.ts";
import type { Db } from "../store/open-store.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { type Applied, applied, faulted, type Names, orderUnknown } from "./applied.ts";
import { changeWithRetry } from "./change-with-retry.ts";
import { findOrderByTrail } from "./find-order.ts";

/** An invoice speaks of its subscription; that is read and decided by. */
export async function subscriptionOfInvoice(deps: Deps, invoiceId: string) {
  const invoice = await deps.stripe.getInvoice(invoiceId);
  if (!invoice.ok) return { kind: "fault", fault: invoice.error } as const;
  return { kind: "subscription", id: idOf(invoice.value.parent?.subscription_details?.subscription) } as const;
}

/** Reads the charge from Stripe now: a full refund ends the order, a part of it is a note and a finding. */
export async function applyRefund(deps: Deps, chargeId: string, cause: Cause): Promise<Applied> {
  const charge = await deps.stripe.getCharge(chargeId);
  if (!charge.ok) return faulted(charge.error);
  const found = await orderOfCharge(deps, charge.value);
  if ("fault" in found) return faulted(found.fault);
  if (!found.order) return paidNothingHere(found);
  const outcome = await changeWithRetry(deps, found.order.id, (tx, order) =>
    writeRefund(tx, deps, order, charge.value, cause),
  );
  deps.wakeJobs();
  return outcome;
}

async function writeRefund(tx: Db, deps: Deps, order: Order, charge: Stripe.Charge, cause: Cause) {
  const now = deps.options.now();
  if (!charge.refunded) {
    if (charge.amount_refunded === 0) return null;
    const part = formatMoney({ amount: charge.amount_refunded, currency: charge.currency });
    const says = `${part} of ${formatMoney({ amount: charge.amount, currency: charge.currency })} was refunded. The server goes on.`;
    await openFinding(tx, { code: "PARTIAL_REFUND", subject: order.id, says, evidence: { charge: charge.id } }, now);
    return null;
  }
  if (order.payment_state === "refunded") return null;
  const changed = await changeOrder(tx, order, "refunded", { cause, at: now });
  if (changed.ok) await enqueueJob(tx, suspendJob(order.id, now), now);
  return changed;
}

/** Reads the dispute from Stripe now: while it is open the money is disputed and the server stopped; won releases both. */
export async function applyDispute(deps: Deps, disputeId: string, cause: Cause): Promise<Applied> {
  const dispute = await deps.stripe.getDispute(disputeId);
  if (!dispute.ok) return faulted(dispute.error);
  const chargeId = idOf(dispute.value.charge);
  const found = await orderOfChargeId(deps, chargeId, idOf(dispute.value.payment_intent));
  if ("fault" in found) return faulted(found.fault);
  if (!found.order) return paidNothingHere(found);
  const won = dispute.value.status === "won" || dispute.value.status === "warning_closed";
  const outcome = await changeWithRetry(deps, found.order.id, (tx, order) => writeDispute(tx, deps, order, won, cause));
  deps.wakeJobs();
  return outcome;
}

async function writeDispute(tx: Db, deps: Deps, order: Order, won: boolean, cause: Cause) {
  const now = deps.options.now();
  const by = { cause, at: now };
  if (!won) {
    if (order.payment_state !== "paid") return null;
    const changed = await changeOrder(tx, order, "disputed", by);
    if (changed.ok) await enqueueJob(tx, suspendJob(order.id, now), now);
    return changed;
  }
  if (order.payment_state !== "disputed") return null;
  const changed = await changeOrder(tx, order, "dispute_won", by);
  if (!changed.ok) return changed;
  if (changed.value.status === "provisioning") await enqueueJob(tx, provisionJob(order.id, now), now);
  if (changed.value.service_state !== "suspended") return changed;
  await enqueueJob(tx, suspendJob(order.id, now), now);
  return changeOrder(tx, changed.value, "service_released", by);
}

/** A warning moves nothing by itself: a person decides, so it is a finding. */
export async function applyFraudWarning(
  deps: Deps,
  warning: { readonly id: string; readonly charge: string | null; readonly paymentIntent: string | null },
): Promise<Applied> {
  const found = await orderOfChargeId(deps, warning.charge, warning.paymentIntent);
  if ("fault" in found) return faulted(found.fault);
  const { order } = found;
  if (!order) return paidNothingHere(found);
  const says = "The card's bank warns of fraud. A refund now avoids a dispute later.";
  const finding = { code: "EARLY_FRAUD_WARNING", subject: order.id, says, evidence: { warning: warning.id } };
  await deps.db.transaction().execute((tx) => openFinding(tx, finding, deps.options.now()));
  return applied(order.id);
}

type OrderOfPayment =
  | { readonly order: Order }
  | { readonly order: undefined; readonly named: string | null; readonly names: Names }
  | { readonly fault: StripeFault };

/** A refund or dispute may be told before the payment is: it waits under the names that the payment will bring. */
const paidNothingHere = ({ named, names }: { readonly named: string | null; readonly names: Names }): Applied =>
  orderUnknown(named, "No order here was paid by this charge.", names);

async function orderOfChargeId(
  deps: Deps,
  chargeId: string | null,
  paymentIntent: string | null,
): Promise<OrderOfPayment> {
  if (!chargeId) return orderOfPayment(deps, paymentIntent, null);
  const charge = await deps.stripe.getCharge(chargeId);
  return charge.ok ? orderOfCharge(deps, charge.value) : { fault: charge.error };
}

const orderOfCharge = (deps: Deps, charge: Stripe.Charge) =>
  orderOfPayment(deps, idOf(charge.payment_intent), charge.metadata?.["order_id"] ?? null);

/** From a payment to its order: by what is known here, else over the invoice's subscription at Stripe. */
async function orderOfPayment(
  deps: Deps,
  paymentIntentId: string | null,
  metadataOrderId: string | null,
): Promise<OrderOfPayment> {
  const known = await findOrderByTrail(deps.db, { metadataOrderId, paymentIntentId });
  if (known) return { order: known };
  const unknown = { order: undefined, named: metadataOrderId };
  if (!paymentIntentId) return { ...unknown, names: [] };
  const subscription = await deps.stripe.findSubscriptionOfPayment(paymentIntentId);
  if (!subscription.ok && subscription.error.code !== "STRIPE_NOT_FOUND") return { fault: subscription.error };
  const subscriptionId = subscription.ok ? subscription.value : null;
  const order = await findOrderByTrail(deps.db, { subscriptionId });
  return order ? { order } : { ...unknown, names: [paymentIntentId, subscriptionId] };
}
