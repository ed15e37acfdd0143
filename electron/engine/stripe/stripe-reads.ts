import type Stripe from "stripe";
import type { StripeAnswer, StripeObject, StripeReads } from "./stripe-gateway.ts";

/** Runs a call of stripe-node and tells its answer apart from its fault. */
export type Call = <T>(ask: (stripe: Stripe) => Promise<T>) => StripeAnswer<T>;

/** The most that Stripe lists at once. */
export const PAGE = 100;

/** All that only reads. */
export function stripeReads(call: Call): StripeReads {
  return {
    getSession: (id) => call((s) => s.checkout.sessions.retrieve(id)),
    getSubscription: (id) => call((s) => s.subscriptions.retrieve(id)),
    getInvoice: (id) => call((s) => s.invoices.retrieve(id)),
    getCharge: (id) => call((s) => s.charges.retrieve(id)),
    getDispute: (id) => call((s) => s.disputes.retrieve(id)),
    getFraudWarning: (id) => call((s) => s.radar.earlyFraudWarnings.retrieve(id)),
    getPaymentIntent: (id) => call((s) => s.paymentIntents.retrieve(id)),
    getObject: (path, apiVersion) =>
      call(async (s) => (await s.rawRequest("GET", path, {}, apiVersion ? { apiVersion } : {})) as StripeObject),
    findSession: (by) =>
      call(async (s) => {
        const filter = "subscription" in by ? { subscription: by.subscription } : { payment_intent: by.paymentIntent };
        return (await s.checkout.sessions.list({ ...filter, limit: 1 })).data[0] ?? null;
      }),
    findInvoiceOfPayment: (paymentIntent) => call((s) => invoiceOfPayment(s, paymentIntent)),
    findPaymentOfInvoice: (invoice) =>
      call(async (s) => {
        const { data } = await s.invoicePayments.list({ invoice, status: "paid", limit: 1 });
        return idOf(data[0]?.payment.payment_intent);
      }),
    listInvoices: (subscription, status) =>
      call(async (s) => (await s.invoices.list({ subscription, status, limit: PAGE })).data),
    listRefunds: (charge) => call(async (s) => (await s.refunds.list({ charge, limit: PAGE })).data),
    listEvents: ({ since, until, startingAfter }) =>
      call(async (s) => {
        const created = { gte: since, lte: until };
        const page = await s.events.list({ created, limit: PAGE, ...after(startingAfter) });
        return { events: page.data, more: page.has_more };
      }),
    listSessions: ({ since, startingAfter }) =>
      call(async (s) => {
        const page = await s.checkout.sessions.list({ created: { gte: since }, limit: PAGE, ...after(startingAfter) });
        return { sessions: page.data, more: page.has_more };
      }),
  };
}

/** Where a list goes on. */
export const after = (id: string | null) => (id ? { starting_after: id } : {});

async function invoiceOfPayment(stripe: Stripe, paymentIntent: string): Promise<Stripe.Invoice | null> {
  const payments = await stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: paymentIntent },
    limit: 1,
  });
  const invoice = idOf(payments.data[0]?.invoice);
  return invoice === null ? null : stripe.invoices.retrieve(invoice);
}

/** The id of what Stripe may have expanded. */
export const idOf = (reference: string | { readonly id: string } | null | undefined): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

/** The subscription that an invoice bills. */
export const subscriptionOf = (invoice: Stripe.Invoice): string | null =>
  idOf(invoice.parent?.subscription_details?.subscription);
