import { StripeRefusal } from "../wire/stripe-refusal.ts";

/** How many requests a second are answered: in all, and of one endpoint. */
export interface RateLimits {
  readonly perSecond: number | null;
  readonly perEndpoint: number | null;
}
export const NO_LIMITS: RateLimits = { perSecond: null, perEndpoint: null };

/** Counts requests by the second. Times are epoch milliseconds. */
export class RateLimiter {
  #second = 0;
  readonly #counts = new Map<string, number>();

  /** Refuses with 429 and the reason what is beyond the limits; a client does not repeat it by itself. */
  refuseBeyond({ perSecond, perEndpoint }: RateLimits, endpoint: string, now: number): void {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) this.#counts.clear();
    this.#second = second;
    if (this.#isBeyond("", perSecond)) throw rateLimited("global-rate");
    if (this.#isBeyond(endpoint, perEndpoint)) throw rateLimited("endpoint-rate");
  }

  #isBeyond(name: string, limit: number | null): boolean {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return limit !== null && count > limit;
  }
}

const rateLimited = (reason: string): StripeRefusal =>
  new StripeRefusal(
    429,
    {
      code: "rate_limit",
      message: "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
    },
    { "Stripe-Rate-Limited-Reason": reason },
  );

/** Something else is at work on the object: 429 without a reason, which a client does repeat by itself. */
export const lockTimeout = (): StripeRefusal =>
  new StripeRefusal(
    429,
    {
      code: "lock_timeout",
      message:
        "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate.",
    },
    { "Stripe-Should-Retry": "true" },
  );
