import type Stripe from "stripe";
import type { Result } from "../../../shared/kernel/result.ts";
import type { StripeEndpoints } from "./stripe-endpoints.ts";
import type { StripeEvents } from "./stripe-events.ts";
import type { StripeHistory } from "./stripe-history.ts";

/** Why Stripe did not do what was asked. `refused`: it answered no. `unreachable`: no answer, or a 5xx or 429. */
export interface StripeFault {
  readonly code: "STRIPE_REFUSED" | "STRIPE_UNREACHABLE" | "STRIPE_NOT_CONFIGURED" | "STRIPE_NOT_FOUND";
  readonly says: string;
  /** Stripe's own `code` or `type`, such as `resource_missing`. */
  readonly stripeCode: string | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
}

export type StripeAnswer<T> = Promise<Result<T, StripeFault>>;

/** An object of whatever kind, as it came. */
export type StripeObject = Readonly<Record<string, unknown>>;

/** What is asked of Stripe and changes nothing there. */
export interface StripeReads {
  getSession(id: string): StripeAnswer<Stripe.Checkout.Session>;
  getSubscription(id: string): StripeAnswer<Stripe.Subscription>;
  getInvoice(id: string): StripeAnswer<Stripe.Invoice>;
  getCharge(id: string): StripeAnswer<Stripe.Charge>;
  getDispute(id: string): StripeAnswer<Stripe.Dispute>;
  getFraudWarning(id: string): StripeAnswer<Stripe.Radar.EarlyFraudWarning>;
  getPaymentIntent(id: string): StripeAnswer<Stripe.PaymentIntent>;
  /** Any object by its path, such as `/v1/invoices/in_…`, written as that API version has it; null for the one in use. */
  getObject(path: string, apiVersion: string | null): StripeAnswer<StripeObject>;
  /** The Session that a PaymentIntent or Subscription came from, if any. */
  findSession(
    by: { readonly paymentIntent: string } | { readonly subscription: string },
  ): StripeAnswer<Stripe.Checkout.Session | null>;
  /** The invoice that a PaymentIntent pays, by `GET /v1/invoice_payments`; null for a payment without an invoice. */
  findInvoiceOfPayment(paymentIntent: string): StripeAnswer<Stripe.Invoice | null>;
  /** The PaymentIntent that pays an invoice; null where none does. */
  findPaymentOfInvoice(invoice: string): StripeAnswer<string | null>;
  /** The newest 100 invoices of a subscription in this status, newest first. */
  listInvoices(subscription: string, status: "open" | "paid"): StripeAnswer<readonly Stripe.Invoice[]>;
  /** The newest 100 refunds of a charge, newest first. */
  listRefunds(charge: string): StripeAnswer<readonly Stripe.Refund[]>;
  /** One page of events created at or after `since` (epoch s), newest first. */
  listEvents(page: {
    readonly since: number;
    readonly until: number;
    readonly startingAfter: string | null;
  }): StripeAnswer<{ readonly events: readonly Stripe.Event[]; readonly more: boolean }>;
  /** One page of Checkout Sessions created in the window, newest first. */
  listSessions(page: {
    readonly since: number;
    readonly startingAfter: string | null;
  }): StripeAnswer<{ readonly sessions: readonly Stripe.Checkout.Session[]; readonly more: boolean }>;
}

/**
 * What changes something at Stripe. Each takes an idempotency key of ours, so that a call repeated after a crash is the same
 * call; those without one (an expiry, a cancellation) are the same by their nature.
 */
export interface StripeWrites {
  createSession(
    params: Stripe.Checkout.SessionCreateParams,
    idempotencyKey: string,
  ): StripeAnswer<Stripe.Checkout.Session>;
  expireSession(id: string): StripeAnswer<Stripe.Checkout.Session>;
  createCustomer(params: Stripe.CustomerCreateParams, idempotencyKey: string): StripeAnswer<Stripe.Customer>;
  /** The same change twice is the same customer. */
  updateCustomer(id: string, params: Stripe.CustomerUpdateParams): StripeAnswer<Stripe.Customer>;
  createSubscription(
    params: Stripe.SubscriptionCreateParams,
    idempotencyKey: string,
  ): StripeAnswer<Stripe.Subscription>;
  updateSubscription(
    id: string,
    params: Stripe.SubscriptionUpdateParams,
    idempotencyKey: string,
  ): StripeAnswer<Stripe.Subscription>;
  /** Ends it now. Prorates nothing and invoices nothing. */
  cancelSubscription(id: string): StripeAnswer<Stripe.Subscription>;
  finalizeInvoice(id: string, idempotencyKey: string): StripeAnswer<Stripe.Invoice>;
  /** Sends the invoice to its customer by e-mail. */
  sendInvoice(id: string, idempotencyKey: string): StripeAnswer<Stripe.Invoice>;
  /** Makes an open invoice worth nothing, so that it can't be paid any more. */
  voidInvoice(id: string, idempotencyKey: string): StripeAnswer<Stripe.Invoice>;
  createRefund(params: Stripe.RefundCreateParams, idempotencyKey: string): StripeAnswer<Stripe.Refund>;
}

/** The Stripe calls that the engine makes. stripe-node behind it is loaded with the first call. */
export interface StripeGateway extends StripeReads, StripeWrites, StripeHistory, StripeEvents, StripeEndpoints {
  /** Whose account it is. A restricted key may not be allowed to know; that is no fault to be told in `health`. */
  getAccount(): StripeAnswer<Stripe.Account>;
  /** How long the last answer took (ms), and the last fault's sentence; null before the first call. */
  health(): { readonly latencyMs: number | null; readonly failure: string | null };
}
