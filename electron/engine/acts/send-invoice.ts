import { z } from "zod";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { keepFailure } from "../checkout/keep-failure.ts";
import { orderMetadata } from "../checkout/session-params.ts";
import type { Deps } from "../deps.ts";
import type { JobHandler, NewJob } from "../jobs/job.ts";
import { readLineItems } from "../orders/line-items.ts";
import { findOrder, type Order, type OrderPatch, patchOrder } from "../orders/order-repository.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";
import { idOf } from "../stripe/stripe-reads.ts";

const Payload = z.object({ orderId: z.string() });

/** The job that sends an order's invoice, where whoever made the order did not come to it. */
export const invoiceJob = (orderId: string, runAt: number): NewJob => ({
  queue: "events",
  kind: "send_invoice",
  key: `send_invoice:${orderId}`,
  payload: { orderId },
  runAt,
  orderId,
});

/** Sends the invoice that was left; comes back while Stripe is silent. */
export function sendInvoiceLater(deps: Deps): JobHandler {
  return async (job) => {
    const { orderId } = Payload.parse(job.payload);
    const sent = await sendInvoice(deps, orderId);
    if (sent.ok) return { kind: "done" };
    const { code, says, retryAfterMs } = sent.error;
    if (code === "STRIPE_UNREACHABLE")
      return { kind: "retry", code, says, ...(retryAfterMs === null ? {} : { at: deps.options.now() + retryAfterMs }) };
    await keepFailure(deps, orderId, sent.error);
    deps.changes.publish({ topic: "orders", ids: [orderId] });
    return { kind: "dead", code, says };
  };
}

type Sent = Promise<Result<{ readonly says: string }, StripeFault>>;

/**
 * Makes customer, subscription and invoice at Stripe and has it sent, and notes each on the order. Whatever of it is done already
 * is not done again: the keys are the order's. An order that is not to be billed any more is left alone.
 */
export async function sendInvoice(deps: Deps, orderId: string): Sent {
  const order = await findOrder(deps.db, orderId);
  if (!order || order.status !== "pending" || order.stripe_invoice_id !== null)
    return ok({ says: order?.stripe_invoice_id ? invoiceSent(order) : "The order is not billed any more." });
  const customer = await customerOf(deps, order);
  if (!customer.ok) return customer;
  const { invoiceDueDays } = await lifeSettings(deps.db);
  const items = readLineItems(order.line_items ?? "[]").map(({ price, quantity }) => ({ price, quantity }));
  const metadata = orderMetadata(order);
  const made = await deps.stripe.createSubscription(
    { customer: customer.value, items, collection_method: "send_invoice", days_until_due: invoiceDueDays, metadata },
    `invoice:${order.id}`,
  );
  if (!made.ok) return made;
  const invoice = await send(deps, idOf(made.value.latest_invoice));
  if (!invoice.ok) return invoice;
  const patch = {
    stripe_customer_id: customer.value,
    stripe_subscription_id: made.value.id,
    stripe_invoice_id: invoice.value.id,
    payment_reference: invoice.value.url,
  };
  await note(deps, order.id, patch);
  return ok({ says: invoiceSent(order) });
}

const invoiceSent = ({ customer_email: email }: Order) =>
  `The invoice is on its way to ${email}. The server is made when it is paid.`;

async function customerOf(deps: Deps, order: Order): Promise<Result<string, StripeFault>> {
  if (order.stripe_customer_id) return ok(order.stripe_customer_id);
  const { customer_email: email, customer_name: name, user_id } = order;
  const params = { ...(email ? { email } : {}), ...(name ? { name } : {}), metadata: { user_id } };
  const made = await deps.stripe.createCustomer(params, `customer:${order.id}`);
  return made.ok ? ok(made.value.id) : made;
}

interface SentInvoice {
  readonly id: string;
  /** Where the customer pays; null where Stripe tells none. */
  readonly url: string | null;
}

/** A draft would be sent by itself an hour later; the customer waits for it now. */
async function send({ stripe }: Deps, id: string | null): Promise<Result<SentInvoice, StripeFault>> {
  if (id === null) return err(NO_INVOICE);
  const read = await stripe.getInvoice(id);
  if (!read.ok) return read;
  const open = read.value.status === "draft" ? await stripe.finalizeInvoice(id, `finalize:${id}`) : read;
  if (!open.ok) return open;
  if (open.value.status !== "open") return ok({ id, url: open.value.hosted_invoice_url ?? null });
  const sent = await stripe.sendInvoice(id, `send:${id}`);
  return sent.ok ? ok({ id, url: sent.value.hosted_invoice_url ?? null }) : sent;
}

const NO_INVOICE: StripeFault = {
  code: "STRIPE_REFUSED",
  says: "Stripe made the subscription without an invoice.",
  stripeCode: null,
  requestId: null,
  retryAfterMs: null,
};

/** The invoice may be paid before its sending was noted; only what is missing is written then. */
async function note(deps: Deps, orderId: string, patch: OrderPatch): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const now = deps.options.now();
    const order = await findOrder(tx, orderId);
    if (!order) return;
    await patchOrder(tx, order, patch, now);
    const row = { stripe_customer_id: patch.stripe_customer_id ?? null, updated_at: now };
    await tx.updateTable("customers").set(row).where("user_id", "=", order.user_id).execute();
  });
  deps.changes.publish({ topic: "orders", ids: [orderId] });
}
