import { shellQuote } from "./shell-quote.ts";

/** The Stripe CLI's command that sends an event once more; to one endpoint, where one is named. */
export function asStripeCommand(eventId: string, endpoint: string | null = null): string {
  const to = endpoint === null ? "" : ` --webhook-endpoint ${shellQuote(endpoint)}`;
  return `stripe events resend ${shellQuote(eventId)}${to}`;
}
