import type Stripe from "stripe";
import { expect } from "vitest";
import { START, type TestStripe } from "./open-test-stripe.ts";
import { MONTHLY } from "./world.ts";

export const DAY = 24 * 3600;
/** Epoch seconds at which every test begins. */
export const NOW = START / 1000;

interface Wanted {
  /** A ready-made payment method, the customer's default; null for none. */
  readonly card?: string | null;
  /** Whether the customer lives on a test clock of their own. */
  readonly clock?: boolean;
}

/** A customer with a card, and the test clock that they live on. */
export async function newCustomer(
  { stripe }: Pick<TestStripe, "stripe">,
  { card = "pm_card_visa", clock = true }: Wanted = {},
): Promise<{ customer: Stripe.Customer; clock: string }> {
  const made = clock ? await stripe.testHelpers.testClocks.create({ frozen_time: NOW }) : undefined;
  const customer = await stripe.customers.create({
    email: "lena@example.de",
    ...(made ? { test_clock: made.id } : {}),
    ...(card === null ? {} : { payment_method: card, invoice_settings: { default_payment_method: card } }),
  });
  return { customer, clock: made?.id ?? "" };
}

/** A subscription to the monthly plan, made without a Checkout Session. */
export const subscribe = (
  { stripe }: Pick<TestStripe, "stripe">,
  customer: Stripe.Customer,
  more: Stripe.SubscriptionCreateParams = {},
): Promise<Stripe.Subscription> =>
  stripe.subscriptions.create({ customer: customer.id, items: [{ price: MONTHLY }], ...more });

/** Moves a test clock to a time (epoch seconds) and waits until what lies between has happened. */
export async function advance({ stripe }: Pick<TestStripe, "stripe">, clock: string, to: number): Promise<void> {
  const { testClocks } = stripe.testHelpers;
  expect((await testClocks.advance(clock, { frozen_time: to })).status).toBe("advancing");
  await expect.poll(async () => (await testClocks.retrieve(clock)).status, { timeout: 8_000 }).toBe("ready");
}

/** Types of the events since `since` (an event's id), in no order that means anything: sorted. */
export async function typesSince({ stripe }: Pick<TestStripe, "stripe">, since: string): Promise<string[]> {
  const { data } = await stripe.events.list({ ending_before: since, limit: 100 });
  return data.map(({ type }) => type).sort();
}

export const newestEvent = async ({ stripe }: Pick<TestStripe, "stripe">): Promise<string> =>
  (await stripe.events.list({ limit: 1 })).data[0]!.id;
