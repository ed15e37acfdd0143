import type Stripe from "stripe";
import { expect, test } from "vitest";
import { openTestStripe, type TestStripe } from "../testing/open-test-stripe.ts";
import { advance, DAY, newCustomer, newestEvent, NOW, subscribe, typesSince } from "../testing/subscribe.ts";
import { MONTHLY, QUARTERLY } from "../testing/world.ts";

const HALF = Date.UTC(2026, 11, 9, 14, 35) / 1000; // half of the thirty days of the first period
const LARGER = { id: "price_paper_larger", product: "prod_paper", nickname: "Paper 8 GB, monthly", unit_amount: 2400 };
const WITH_LARGER = {
  products: [],
  prices: [{ ...LARGER, currency: "usd", recurring: { interval: "month" as const, interval_count: 1 } }],
};

async function halfWay(
  more: Stripe.SubscriptionCreateParams = {},
): Promise<{ test: TestStripe; sub: Stripe.Subscription; clock: string }> {
  const test = await openTestStripe();
  test.sandbox.seed(WITH_LARGER);
  const { customer, clock } = await newCustomer(test);
  const sub = await subscribe(test, customer, more);
  await advance(test, clock, HALF);
  return { test, sub, clock };
}

const toLarger = ({ items }: Stripe.Subscription, price = LARGER.id) => ({ items: [{ id: items.data[0]!.id, price }] });

test("a subscription made without a Checkout Session is active once its first invoice is paid", async () => {
  const test = await openTestStripe();
  const { customer } = await newCustomer(test, { clock: false });
  const before = await newestEvent(test);
  const made = await subscribe(test, customer, { metadata: { order_id: "ord_1" }, expand: ["latest_invoice"] });
  expect(made).toMatchObject({
    status: "active",
    metadata: { order_id: "ord_1" },
    latest_invoice: { status: "paid", billing_reason: "subscription_create", amount_paid: 1200 },
  });
  expect(await typesSince(test, before)).toEqual([
    "charge.succeeded",
    "customer.subscription.created",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_succeeded",
    "invoice_payment.paid",
    "payment_intent.created",
    "payment_intent.succeeded",
  ]);
  const [event] = (await test.stripe.events.list({ type: "customer.subscription.created" })).data;
  expect(event!.data.object).toMatchObject({ status: "active" });
});

test("a first payment that fails leaves it incomplete, is an error, or is not tried, as the shop asked", async () => {
  const test = await openTestStripe();
  const { customer } = await newCustomer(test, { clock: false, card: "pm_card_chargeCustomerFail" });
  const failed = await subscribe(test, customer, { expand: ["latest_invoice"] });
  expect(failed).toMatchObject({ status: "incomplete", latest_invoice: { status: "open", attempt_count: 1 } });
  const refused = subscribe(test, customer, { payment_behavior: "error_if_incomplete" });
  await expect(refused).rejects.toMatchObject({ type: "StripeCardError", code: "card_declined" });
  expect((await test.stripe.subscriptions.list({ customer: customer.id })).data).toHaveLength(1);
  const untried = await subscribe(test, customer, { payment_behavior: "default_incomplete" });
  expect(untried.status).toBe("incomplete");
  const expand = ["confirmation_secret"];
  const first = await test.stripe.invoices.retrieve(untried.latest_invoice as string, { expand });
  expect(first.confirmation_secret?.client_secret).toMatch(/^pi_\w+_secret_\w+$/);
  const [payment] = (await test.stripe.invoicePayments.list({ invoice: untried.latest_invoice as string })).data;
  const intent = await test.stripe.paymentIntents.retrieve(payment!.payment.payment_intent as string);
  expect(intent).toMatchObject({ status: "requires_payment_method", latest_charge: null });
  await test.stripe.invoices.pay(untried.latest_invoice as string, { payment_method: "pm_card_visa" });
  expect((await test.stripe.subscriptions.retrieve(untried.id)).status).toBe("active");
  const { customer: bare } = await newCustomer(test, { clock: false, card: null });
  await expect(subscribe(test, bare)).rejects.toMatchObject({ code: "resource_missing", statusCode: 400 });
});

test("a subscription that is paid by invoice is sent one, and is past due when that is overdue", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test, { card: null });
  await expect(subscribe(test, customer, { collection_method: "send_invoice" })).rejects.toMatchObject({
    param: "days_until_due",
  });
  const made = await subscribe(test, customer, { collection_method: "send_invoice", days_until_due: 7 });
  expect(made.status).toBe("active");
  const invoice = () => test.stripe.invoices.retrieve(made.latest_invoice as string);
  expect(await invoice()).toMatchObject({ status: "draft", due_date: NOW + 7 * DAY });
  await advance(test, clock, NOW + DAY);
  expect(await invoice()).toMatchObject({ status: "open", attempt_count: 0 });
  await advance(test, clock, NOW + 8 * DAY);
  expect((await test.stripe.subscriptions.retrieve(made.id)).status).toBe("past_due");
  expect((await test.stripe.events.list({ types: ["invoice.sent", "invoice.overdue"] })).data).toHaveLength(2);
  await test.stripe.invoices.pay(made.latest_invoice as string, { paid_out_of_band: true });
  expect((await test.stripe.subscriptions.retrieve(made.id)).status).toBe("active");
});

test("a larger plan half-way waits as a credit and a charge for the next invoice", async () => {
  const { test, sub, clock } = await halfWay();
  const changed = await test.stripe.subscriptions.update(sub.id, toLarger(sub));
  expect(changed.items.data).toMatchObject([{ id: sub.items.data[0]!.id, price: { id: LARGER.id } }]);
  const [event] = (await test.stripe.events.list({ type: "customer.subscription.updated" })).data;
  expect(event!.data.previous_attributes).toMatchObject({ items: { data: [{ price: { id: MONTHLY } }] } });
  const items = (await test.stripe.invoiceItems.list({ pending: true })).data;
  expect(items.map(({ amount, proration }) => [amount, proration])).toEqual([
    [1200, true],
    [-600, true],
  ]);
  expect(changed.latest_invoice).toBe(sub.latest_invoice);
  await advance(test, clock, Date.UTC(2026, 11, 25) / 1000);
  const [invoice] = (await test.stripe.invoices.list({ subscription: sub.id })).data;
  expect(invoice).toMatchObject({ status: "paid", total: 2400 - 600 + 1200 });
  expect(invoice?.lines.data).toHaveLength(3);
  expect((await test.stripe.invoiceItems.list({ pending: true })).data).toEqual([]);
});

test("a larger plan is invoiced at once where the shop asks, a smaller one is a credit for later", async () => {
  const { test, sub } = await halfWay();
  const up = await test.stripe.subscriptions.update(sub.id, { ...toLarger(sub), proration_behavior: "always_invoice" });
  const invoice = await test.stripe.invoices.retrieve(up.latest_invoice as string);
  expect(invoice).toMatchObject({ billing_reason: "subscription_update", status: "paid", amount_paid: 600 });
  const down = { ...toLarger(sub, MONTHLY), proration_behavior: "always_invoice" as const };
  const back = await test.stripe.subscriptions.update(sub.id, down);
  const credit = await test.stripe.invoices.retrieve(back.latest_invoice as string);
  expect(credit).toMatchObject({ status: "paid", total: -600, amount_due: 0, ending_balance: -600 });
  expect(await test.stripe.customers.retrieve(sub.customer as string)).toMatchObject({ balance: -600 });
});

test("another interval begins a new period now and is charged now; without prorations nothing is given back", async () => {
  const { test, sub } = await halfWay();
  const quarterly = await test.stripe.subscriptions.update(sub.id, toLarger(sub, QUARTERLY));
  expect(quarterly).toMatchObject({ billing_cycle_anchor: HALF });
  expect(quarterly.items.data[0]).toMatchObject({
    current_period_start: HALF,
    current_period_end: Date.UTC(2027, 2, 9, 14, 35) / 1000,
  });
  const invoice = await test.stripe.invoices.retrieve(quarterly.latest_invoice as string);
  expect(invoice).toMatchObject({ status: "paid", total: 3300 - 600 });
  await test.stripe.subscriptions.update(sub.id, { ...toLarger(sub), proration_behavior: "none" });
  expect((await test.stripe.invoiceItems.list({ pending: true })).data).toEqual([]);
});

test("an item without an id is added, not changed: the customer then pays for both", async () => {
  const { test, sub } = await halfWay();
  const both = await test.stripe.subscriptions.update(sub.id, { items: [{ price: LARGER.id }] });
  expect(both.items.data.map(({ price }) => price.id)).toEqual([MONTHLY, LARGER.id]);
  const listed = await test.stripe.subscriptionItems.list({ subscription: sub.id });
  expect(listed.data).toHaveLength(2);
  const one = await test.stripe.subscriptions.update(sub.id, { items: [{ id: sub.items.data[0]!.id, deleted: true }] });
  expect(one.items.data.map(({ price }) => price.id)).toEqual([LARGER.id]);
  const nobodys = test.stripe.subscriptions.update(sub.id, { items: [{ id: "si_nothing", price: LARGER.id }] });
  await expect(nobodys).rejects.toMatchObject({ code: "resource_missing", param: "items[0][id]" });
});

test("an upgrade whose payment fails leaves the subscription past due, or changes nothing where the shop asks", async () => {
  const { test, sub } = await halfWay();
  const failing = await test.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", {
    customer: sub.customer as string,
  });
  await test.stripe.subscriptions.update(sub.id, { default_payment_method: failing.id });
  const change = { ...toLarger(sub), proration_behavior: "always_invoice" as const };
  await expect(
    test.stripe.subscriptions.update(sub.id, { ...change, payment_behavior: "error_if_incomplete" }),
  ).rejects.toMatchObject({ statusCode: 402 });
  expect((await test.stripe.subscriptions.retrieve(sub.id)).items.data[0]?.price.id).toBe(MONTHLY);
  expect(await test.stripe.subscriptions.update(sub.id, change)).toMatchObject({ status: "past_due" });
});

test("collection that is paused goes on with the periods and asks for no money until it resumes", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test);
  const { id } = await subscribe(test, customer);
  const resumes_at = Date.UTC(2027, 0, 1) / 1000;
  const paused = await test.stripe.subscriptions.update(id, { pause_collection: { behavior: "void", resumes_at } });
  expect(paused).toMatchObject({ status: "active", pause_collection: { behavior: "void", resumes_at } });
  await advance(test, clock, Date.UTC(2026, 11, 26) / 1000);
  const [skipped] = (await test.stripe.invoices.list({ subscription: id })).data;
  expect(skipped).toMatchObject({ status: "void", billing_reason: "subscription_cycle" });
  await advance(test, clock, Date.UTC(2027, 0, 25) / 1000);
  const [charged] = (await test.stripe.invoices.list({ subscription: id })).data;
  expect(charged).toMatchObject({ status: "paid" });
  expect(await test.stripe.subscriptions.retrieve(id)).toMatchObject({ pause_collection: null });
  const again = { pause_collection: { behavior: "keep_as_draft" as const } };
  await test.stripe.subscriptions.update(id, again);
  expect((await test.stripe.subscriptions.update(id, { pause_collection: "" })).pause_collection).toBeNull();
});

test("a subscription that is paused has no renewals; resumed, it begins a new period and is charged", async () => {
  const { test, sub, clock } = await halfWay();
  expect(
    (await test.stripe.subscriptions.pause(sub.id, { bill_for: { unused_time_from: { type: "none" } } })).status,
  ).toBe("paused");
  await advance(test, clock, HALF + 50 * DAY);
  expect((await test.stripe.invoices.list({ subscription: sub.id })).data).toHaveLength(1);
  const resumed = await test.stripe.subscriptions.resume(sub.id);
  expect(resumed).toMatchObject({ status: "active", billing_cycle_anchor: HALF + 50 * DAY });
  expect(await test.stripe.invoices.retrieve(resumed.latest_invoice as string)).toMatchObject({ status: "paid" });
  const types = ["customer.subscription.paused", "customer.subscription.resumed"];
  expect((await test.stripe.events.list({ types })).data).toHaveLength(2);
  await expect(test.stripe.subscriptions.resume(sub.id)).rejects.toMatchObject({ statusCode: 400 });
});

test("a cancel at a time, taken back, and one at once with what is unused given back", async () => {
  const { test, sub, clock } = await halfWay();
  const planned = await test.stripe.subscriptions.update(sub.id, { cancel_at: HALF + 2 * DAY });
  expect(planned).toMatchObject({ cancel_at: HALF + 2 * DAY, cancel_at_period_end: false, canceled_at: HALF });
  const kept = await test.stripe.subscriptions.update(sub.id, { cancel_at: "" });
  expect(kept).toMatchObject({ cancel_at: null, canceled_at: null });
  await advance(test, clock, HALF + 3 * DAY);
  expect((await test.stripe.subscriptions.retrieve(sub.id)).status).toBe("active");
  await test.stripe.subscriptions.cancel(sub.id, { prorate: true, invoice_now: true });
  const [credit] = (await test.stripe.invoices.list({ subscription: sub.id })).data;
  expect(credit).toMatchObject({ status: "paid", total: -480, amount_due: 0 });
});

test("a trial ended by the shop is charged at once", async () => {
  const test = await openTestStripe();
  const { customer } = await newCustomer(test);
  const { id } = await subscribe(test, customer, { trial_period_days: 30 });
  const ended = await test.stripe.subscriptions.update(id, { trial_end: "now", expand: ["latest_invoice"] });
  expect(ended).toMatchObject({ status: "active", latest_invoice: { status: "paid", amount_paid: 1200 } });
  const longer = await subscribe(test, customer, { trial_end: NOW + 3 * DAY });
  const moved = await test.stripe.subscriptions.update(longer.id, { trial_end: NOW + 9 * DAY });
  expect(moved).toMatchObject({ status: "trialing", trial_end: NOW + 9 * DAY });
  expect(moved.items.data[0]?.current_period_end).toBe(NOW + 9 * DAY);
});
