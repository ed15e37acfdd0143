import type Stripe from "stripe";
import type { StripeAnswer } from "./stripe-gateway.ts";
import { type Call, PAGE } from "./stripe-reads.ts";

/** The account's webhook endpoints. */
export interface StripeEndpoints {
  /** All of them, newest first, however many pages they fill. None of them carries its secret. */
  listEndpoints(): StripeAnswer<readonly Stripe.WebhookEndpoint[]>;
  /** The one answer that holds the new endpoint's secret. The same key is answered with it again, for a day. */
  createEndpoint(
    params: Stripe.WebhookEndpointCreateParams,
    idempotencyKey: string,
  ): StripeAnswer<Stripe.WebhookEndpoint>;
  updateEndpoint(id: string, params: Stripe.WebhookEndpointUpdateParams): StripeAnswer<Stripe.WebhookEndpoint>;
  /** Ends it for good; its secret signs nothing any more. */
  deleteEndpoint(id: string): StripeAnswer<Stripe.DeletedWebhookEndpoint>;
}

/** More than any account may have; a list that never ends must not be read for ever. */
const MOST = 1_000;

export function stripeEndpoints(call: Call): StripeEndpoints {
  return {
    listEndpoints: () => call((s) => s.webhookEndpoints.list({ limit: PAGE }).autoPagingToArray({ limit: MOST })),
    createEndpoint: (params, idempotencyKey) => call((s) => s.webhookEndpoints.create(params, { idempotencyKey })),
    updateEndpoint: (id, params) => call((s) => s.webhookEndpoints.update(id, params)),
    deleteEndpoint: (id) => call((s) => s.webhookEndpoints.del(id)),
  };
}
