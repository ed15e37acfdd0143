import type Stripe from "stripe";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { Clock } from "../ports.ts";
import { stripeFaultOf } from "./stripe-fault.ts";
import type { StripeAnswer, StripeFault, StripeGateway } from "./stripe-gateway.ts";

/** The SDK pins this; a stand-in and Stripe itself answer in its shapes. */
const PAGE = 100;
const TIMEOUT_MS = 20_000;

const NOT_CONFIGURED: StripeFault = {
  code: "STRIPE_NOT_CONFIGURED",
  says: "No Stripe key is set. Set WAYBILL_STRIPE_SECRET_KEY, then start again.",
  stripeCode: null,
  requestId: null,
  retryAfterMs: null,
};

/** Speaks to Stripe, or to whatever answers at `apiBase`, through stripe-node, which is loaded with the first call. */
export function createStripeGateway(
  config: { readonly secretKey: string | null; readonly apiBase: string | null },
  now: Clock,
): StripeGateway {
  let client: Promise<Stripe> | undefined;
  let latencyMs: number | null = null;
  let failure: string | null = null;

  const call = async <T>(ask: (stripe: Stripe) => Promise<T>): StripeAnswer<T> => {
    if (!config.secretKey) return err(NOT_CONFIGURED);
    client ??= connect(config.secretKey, config.apiBase);
    const startedAt = now();
    try {
      const value = await ask(await client);
      latencyMs = now() - startedAt;
      failure = null;
      return ok(value);
    } catch (cause) {
      const fault = stripeFaultOf(cause);
      failure = fault.code === "STRIPE_NOT_FOUND" ? failure : fault.says;
      return err(fault);
    }
  };

  return {
    createSession: (params, idempotencyKey) => call((s) => s.checkout.sessions.create(params, { idempotencyKey })),
    getSession: (id) => call((s) => s.checkout.sessions.retrieve(id)),
    getSubscription: (id) => call((s) => s.subscriptions.retrieve(id)),
    getInvoice: (id) => call((s) => s.invoices.retrieve(id)),
    getCharge: (id) => call((s) => s.charges.retrieve(id)),
    getDispute: (id) => call((s) => s.disputes.retrieve(id)),
    findSession: (by) =>
      call(async (s) => {
        const filter = "subscription" in by ? { subscription: by.subscription } : { payment_intent: by.paymentIntent };
        return (await s.checkout.sessions.list({ ...filter, limit: 1 })).data[0] ?? null;
      }),
    findSubscriptionOfPayment: (paymentIntent) => call((s) => subscriptionOfPayment(s, paymentIntent)),
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
    health: () => ({ latencyMs, failure }),
  };
}

const after = (id: string | null) => (id ? { starting_after: id } : {});

async function subscriptionOfPayment(stripe: Stripe, paymentIntent: string): Promise<string | null> {
  const payments = await stripe.invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: paymentIntent },
    limit: 1,
  });
  const invoice = payments.data[0]?.invoice;
  if (!invoice) return null;
  const { parent } = await stripe.invoices.retrieve(typeof invoice === "string" ? invoice : (invoice.id ?? ""));
  return idOf(parent?.subscription_details?.subscription);
}

/** The id of what Stripe may have expanded. */
export const idOf = (reference: string | { readonly id: string } | null | undefined): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

async function connect(secretKey: string, apiBase: string | null): Promise<Stripe> {
  const { default: StripeClient } = await import("stripe");
  const common = { telemetry: false, maxNetworkRetries: 2, timeout: TIMEOUT_MS, appInfo: { name: "Waybill" } };
  if (!apiBase) return new StripeClient(secretKey, common);
  const { protocol, hostname, port } = new URL(apiBase);
  const secure = protocol === "https:";
  return new StripeClient(secretKey, {
    ...common,
    host: hostname,
    port: port || (secure ? "443" : "80"),
    protocol: secure ? "https" : "http",
  });
}
