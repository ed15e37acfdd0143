import type Stripe from "stripe";
import type { Result } from "../../../shared/kernel/result.ts";

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

/**
 * The Stripe calls that the engine makes. stripe-node behind it is loaded with the first call. Every write takes an
 * idempotency key of ours, so that a repeated call after a crash is the same call.
 */
export interface StripeGateway {
  createSession(
    params: Stripe.Checkout.SessionCreateParams,
    idempotencyKey: string,
  ): StripeAnswer<Stripe.Checkout.Session>;
  getSession(id: string): StripeAnswer<Stripe.Checkout.Session>;
  getSubscription(id: string): StripeAnswer<Stripe.Subscription>;
  getInvoice(id: string): StripeAnswer<Stripe.Invoice>;
  getCharge(id: string): StripeAnswer<Stripe.Charge>;
  getDispute(id: string): StripeAnswer<Stripe.Dispute>;
  /** The Session that a PaymentIntent or Subscription came from, if any. */
  findSession(
    by: { readonly paymentIntent: string } | { readonly subscription: string },
  ): StripeAnswer<Stripe.Checkout.Session | null>;
  /** The subscription that a PaymentIntent's invoice belongs to, by `GET /v1/invoice_payments`. */
  findSubscriptionOfPayment(paymentIntent: string): StripeAnswer<string | null>;
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
  /** How long the last answer took (ms), and the last fault's sentence; null before the first call. */
  health(): { readonly latencyMs: number | null; readonly failure: string | null };
}
