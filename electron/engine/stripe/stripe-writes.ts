import type { StripeWrites } from "./stripe-gateway.ts";
import type { Call } from "./stripe-reads.ts";

/** All that changes something at Stripe. */
export function stripeWrites(call: Call): StripeWrites {
  return {
    createSession: (params, idempotencyKey) => call((s) => s.checkout.sessions.create(params, { idempotencyKey })),
    expireSession: (id) => call((s) => s.checkout.sessions.expire(id)),
    createCustomer: (params, idempotencyKey) => call((s) => s.customers.create(params, { idempotencyKey })),
    updateCustomer: (id, params) => call((s) => s.customers.update(id, params)),
    createSubscription: (params, idempotencyKey) => call((s) => s.subscriptions.create(params, { idempotencyKey })),
    updateSubscription: (id, params, idempotencyKey) =>
      call((s) => s.subscriptions.update(id, params, { idempotencyKey })),
    cancelSubscription: (id) => call((s) => s.subscriptions.cancel(id)),
    finalizeInvoice: (id, idempotencyKey) => call((s) => s.invoices.finalizeInvoice(id, {}, { idempotencyKey })),
    sendInvoice: (id, idempotencyKey) => call((s) => s.invoices.sendInvoice(id, {}, { idempotencyKey })),
    voidInvoice: (id, idempotencyKey) => call((s) => s.invoices.voidInvoice(id, {}, { idempotencyKey })),
    createRefund: (params, idempotencyKey) => call((s) => s.refunds.create(params, { idempotencyKey })),
  };
}
