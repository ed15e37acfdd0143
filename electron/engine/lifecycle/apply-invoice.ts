import type Stripe from "stripe";
import { latestSession } from "../checkout/order-sessions.ts";
import type { Deps } from "../deps.ts";
import { type Cause, changeOrder, findOrder, type Order, statesOf } from "../orders/order-repository.ts";
import { idOf, subscriptionOf } from "../stripe/stripe-reads.ts";
import { type Applied, faulted, notOurs } from "./applied.ts";
import { applySession } from "./apply-session.ts";
import { applySubscription } from "./apply-subscription.ts";
import { changeWithRetry } from "./change-with-retry.ts";
import { decideInvoice } from "./decide-invoice.ts";
import { isPaidFor } from "./decide-standing.ts";
import { findOrderByTrail } from "./find-order.ts";
import { inTurn } from "./in-turn.ts";
import { openOnce } from "./open-once.ts";
import { keepCustomer } from "./paid-session.ts";
import { settleOrder } from "./settle-order.ts";

/**
 * Reads the invoice from Stripe now. It speaks of its Subscription, which is read and decided by; and where it is paid and its
 * order is not, it is what pays: an order that was billed by e-mail, or one whose bank first said no.
 */
export const applyInvoice = (deps: Deps, invoiceId: string, cause: Cause): Promise<Applied> =>
  inTurn(deps, invoiceId, () => readAndApply(deps, invoiceId, cause));

async function readAndApply(deps: Deps, invoiceId: string, cause: Cause): Promise<Applied> {
  const read = await deps.stripe.getInvoice(invoiceId);
  if (!read.ok) return faulted(read.error);
  const invoice = read.value;
  const subscriptionId = subscriptionOf(invoice);
  if (!subscriptionId) return notOurs("INVOICE_WITHOUT_SUBSCRIPTION", "The invoice bills no subscription.");
  const metadataOrderId = invoice.parent?.subscription_details?.metadata?.["order_id"];
  const order = await findOrderByTrail(deps.db, { metadataOrderId, subscriptionId });
  if (order && invoice.status === "paid") {
    const kept = await (isPaidFor(statesOf(order)) ? tellLate : pay)(deps, order, invoice, cause);
    if (kept?.kind === "fault" || kept?.kind === "refused") return kept;
  }
  return applySubscription(deps, subscriptionId, cause);
}

async function pay(deps: Deps, order: Order, invoice: Stripe.Invoice, cause: Cause): Promise<Applied | null> {
  if (order.paid_by === "checkout") {
    const came = await askItsSession(deps, order, subscriptionOf(invoice), cause);
    if (came !== "session_is_over") return came;
  }
  return payByInvoice(deps, order.id, invoice, cause);
}

/** A Session tells more of its payment than an invoice does. Only where the Session's own payment failed, the invoice pays. */
async function askItsSession(deps: Deps, order: Order, subscription: string | null, cause: Cause) {
  const known = (await latestSession(deps.db, order.id))?.stripe_session_id;
  const found = known || !subscription ? null : await deps.stripe.findSession({ subscription });
  if (found && !found.ok) return faulted(found.error);
  const sessionId = known ?? found?.value?.id;
  if (!sessionId) return "session_is_over" as const;
  const came = await applySession(deps, sessionId, cause);
  if (came.kind === "fault") return came;
  const after = await findOrder(deps.db, order.id);
  const session = await latestSession(deps.db, order.id);
  const isOver = after && !isPaidFor(statesOf(after)) && session?.status === "complete";
  return isOver ? ("session_is_over" as const) : came;
}

async function payByInvoice(deps: Deps, orderId: string, invoice: Stripe.Invoice, cause: Cause): Promise<Applied> {
  const by = { cause, at: deps.options.now() };
  const outcome = await changeWithRetry(deps, orderId, async (tx, order) => {
    if (isPaidFor(statesOf(order))) return null;
    const { change, code, says } = decideInvoice(order, invoice);
    const patch = {
      error_code: code,
      error_message: says,
      paid_at: by.at,
      stripe_invoice_id: invoice.id ?? order.stripe_invoice_id,
      stripe_customer_id: order.stripe_customer_id ?? idOf(invoice.customer),
      stripe_subscription_id: order.stripe_subscription_id ?? subscriptionOf(invoice),
    };
    const changed = await changeOrder(tx, order, change, by, patch);
    if (!changed.ok) return changed;
    await keepCustomer(tx, changed.value, by.at);
    return settleOrder(tx, order, changed.value, by);
  });
  deps.wakeJobs();
  return outcome;
}

/** Money for a service that is over: it is not ours to keep, so a person is told. */
async function tellLate(deps: Deps, order: Order, invoice: Stripe.Invoice): Promise<null> {
  const isOver = order.payment_state === "refunded" || order.service_state === "terminated";
  if (!isOver || invoice.amount_paid === 0 || invoice.billing_reason !== "subscription_cycle") return null;
  const says = "A renewal was paid for a service that is over. Cancel the subscription and refund the renewal.";
  const finding = { code: "PAID_AFTER_END", subject: order.id, says, evidence: { invoice: invoice.id } };
  await deps.db.transaction().execute((tx) => openOnce(tx, finding, deps.options.now()));
  return null;
}
