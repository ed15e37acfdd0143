import { err, ok } from "../../../shared/kernel/result.ts";
import { keepFailure } from "../checkout/keep-failure.ts";
import { makeOffer } from "../checkout/offer.ts";
import { type Buyer, type NewOrderRequest, writeOrder, writeRequest } from "../checkout/write-order.ts";
import type { Deps } from "../deps.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { type ActResult, notNow, published } from "./act.ts";
import { cameTo, noteRequest } from "./once.ts";
import { invoiceJob, sendInvoice } from "./send-invoice.ts";

export interface InvoiceOrder {
  readonly request: NewOrderRequest;
  readonly buyer: Buyer;
  readonly requestId: string | null;
}

/** Should this process die while it asks Stripe, the job goes on from there. */
const JOB_AFTER_MS = 60_000;

/**
 * Sells by an invoice that Stripe sends by e-mail. Order and job are durable before Stripe hears of them, and each of Stripe's
 * writes has a key of the order's, so that whoever goes on makes no second one. The server is made when the invoice is paid.
 */
export async function createInvoiceOrder(deps: Deps, { request, buyer, requestId }: InvoiceOrder): ActResult {
  if (buyer.email === null) return notNow("An invoice by e-mail needs the customer's address.");
  const earlier = await cameTo(deps.db, requestId);
  if (earlier !== null) return finish(deps, earlier);
  const offer = await makeOffer(deps, request);
  const now = deps.options.now();
  if (!offer.ok) {
    await writeRequest(deps.db, { request, buyer }, { orderId: null, status: 400, code: offer.error.code }, now);
    return offer;
  }
  const terms = { paidBy: "invoice", price: offer.value.price, reference: null } as const;
  const orderId = await deps.db.transaction().execute(async (tx) => {
    const known = await cameTo(tx, requestId);
    if (known !== null) return known;
    const order = await writeOrder(tx, { request, buyer, offer: offer.value, terms }, now);
    await noteRequest(tx, requestId, { act: "create_by_invoice", subject: order.id, at: now });
    await enqueueJob(tx, invoiceJob(order.id, now + JOB_AFTER_MS), now);
    return order.id;
  });
  return finish(deps, orderId);
}

/** Stripe's no ends the order; its silence leaves it to the job. */
async function finish(deps: Deps, orderId: string): ActResult {
  const sent = await sendInvoice(deps, orderId);
  published(deps, orderId);
  if (sent.ok) return ok({ orderId, says: sent.value.says });
  if (sent.error.code !== "STRIPE_UNREACHABLE") {
    const { code, says } = await keepFailure(deps, orderId, sent.error);
    return err({ code, says });
  }
  const says = `${sent.error.says} The order is kept, and its invoice is sent when Stripe answers.`;
  return err({ code: "STRIPE_UNREACHABLE", says });
}
