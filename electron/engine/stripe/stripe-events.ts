import type Stripe from "stripe";
import type { StripeAnswer } from "./stripe-gateway.ts";
import type { Call } from "./stripe-reads.ts";

/** To whom Stripe sends an event once more: one endpoint of the account, or whoever runs `stripe listen`. */
export type ResendTo = { readonly endpoint: string } | "stripe_listen";

/** Single events, and where they are sent. */
export interface StripeEvents {
  /** An event as Stripe keeps it, for 30 days. */
  getEvent(id: string): StripeAnswer<Stripe.Event>;
  /**
   * What `stripe events resend` asks for: the event is sent once more, whatever the endpoint listens to. An endpoint that got it
   * already gets it again; that is what duplicates are for.
   */
  resendEvent(id: string, to: ResendTo): StripeAnswer<unknown>;
}

export function stripeEvents(call: Call): StripeEvents {
  return {
    getEvent: (id) => call((s) => s.events.retrieve(id)),
    resendEvent: (id, to) =>
      call((s) => {
        const params = to === "stripe_listen" ? { for_stripecli: true } : { webhook_endpoint: to.endpoint };
        return s.rawRequest("POST", `/v1/events/${encodeURIComponent(id)}/retry`, params);
      }),
  };
}
