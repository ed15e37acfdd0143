import type Stripe from "stripe";
import type { Called, TestStripe } from "./open-test-stripe.ts";
import { MONTHLY } from "./world.ts";

/** A session for the monthly plan, as a shop creates one. */
export const newSession = (
  { stripe }: Pick<TestStripe, "stripe">,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> =>
  stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: MONTHLY, quantity: 1 }],
    success_url: "http://127.0.0.1:3000/success?session_id={CHECKOUT_SESSION_ID}",
    cancel_url: "http://127.0.0.1:3000/cancel",
    ...(more.customer === undefined ? { customer_email: "lena@example.de" } : {}),
    ...more,
  });

/** Pays a session the way Stripe's CLI does, without a browser. */
export const payByApi = (
  { call }: Pick<TestStripe, "call">,
  session: Stripe.Checkout.Session,
  payment_method = "pm_card_visa",
  expected_amount = session.amount_total,
): Promise<Called> =>
  call("POST", `/v1/payment_pages/${session.id}/confirm`, { payment_method, expected_amount: String(expected_amount) });

/** The types of all events, oldest first. */
export async function eventTypes({ stripe }: Pick<TestStripe, "stripe">): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 });
  return events.data.map((event) => event.type).toReversed();
}
