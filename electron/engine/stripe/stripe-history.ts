import type Stripe from "stripe";
import type { StripeAnswer } from "./stripe-gateway.ts";
import { after, type Call, PAGE } from "./stripe-reads.ts";

/** A page of a list, newest first. */
export interface StripePage<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}
type Paged<T> = (startingAfter: string | null) => StripeAnswer<StripePage<T>>;

/** All that there ever was of something, page by page: for who has to begin anew. */
export interface StripeHistory {
  readonly pageOfSessions: Paged<Stripe.Checkout.Session>;
  /** The ended ones, too; each with its customer. */
  readonly pageOfSubscriptions: Paged<Stripe.Subscription>;
  readonly pageOfRefunds: Paged<Stripe.Refund>;
  readonly pageOfDisputes: Paged<Stripe.Dispute>;
}

export function stripeHistory(call: Call): StripeHistory {
  const paged =
    <T>(list: (stripe: Stripe, page: Page) => Promise<{ readonly data: T[]; readonly has_more: boolean }>): Paged<T> =>
    (startingAfter) =>
      call(async (stripe) => {
        const { data, has_more } = await list(stripe, { limit: PAGE, ...after(startingAfter) });
        return { items: data, more: has_more };
      });
  return {
    pageOfSessions: paged((s, page) => s.checkout.sessions.list(page)),
    pageOfSubscriptions: paged((s, page) =>
      s.subscriptions.list({ ...page, status: "all", expand: ["data.customer"] }),
    ),
    pageOfRefunds: paged((s, page) => s.refunds.list(page)),
    pageOfDisputes: paged((s, page) => s.disputes.list(page)),
  };
}

interface Page {
  readonly limit: number;
  readonly starting_after?: string;
}
