import { expect, test } from "vitest";
import { eventTypes, newSession, payByApi } from "./testing/buy.ts";
import { openTestStripe, START } from "./testing/open-test-stripe.ts";
import { MONTHLY, QUARTERLY } from "./testing/world.ts";

const now = START / 1000;

test("a subscription bought through the payment-page API leaves what Stripe leaves", async () => {
  const test = await openTestStripe();
  const { stripe } = test;
  const metadata = { order_id: "ord_1" };
  const open = await newSession(test, {
    line_items: [{ price: QUARTERLY, quantity: 1 }],
    subscription_data: { metadata },
  });
  expect((await test.call("GET", `/v1/payment_pages/${open.id}`)).body["amount_total"]).toBe(3300);
  const method = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
  const confirmed = await payByApi(test, open, method.id);
  expect(confirmed).toMatchObject({ status: 200, body: { status: "complete", payment_status: "paid" } });

  const session = await stripe.checkout.sessions.retrieve(open.id);
  expect(session).toMatchObject({ status: "complete", payment_status: "paid", url: null, payment_intent: null });
  const subscription = await stripe.subscriptions.retrieve(session.subscription as string);
  expect(subscription).toMatchObject({
    status: "active",
    customer: session.customer,
    metadata,
    latest_invoice: session.invoice,
  });
  expect(subscription).not.toHaveProperty("current_period_end");
  expect(subscription.items.data[0]).toMatchObject({
    current_period_start: now,
    current_period_end: Date.UTC(2027, 1, 24, 14, 35) / 1000,
    price: { id: QUARTERLY },
  });
  const invoice = await stripe.invoices.retrieve(session.invoice as string);
  expect(invoice).toMatchObject({
    status: "paid",
    billing_reason: "subscription_create",
    total: 3300,
    amount_paid: 3300,
  });
  expect(invoice.parent?.subscription_details).toMatchObject({ subscription: subscription.id, metadata });
  expect(invoice).not.toHaveProperty("payment_intent");
  const [payment] = (await stripe.invoicePayments.list({ invoice: invoice.id })).data;
  const intent = await stripe.paymentIntents.retrieve(payment!.payment.payment_intent as string);
  expect(intent).toMatchObject({ status: "succeeded", amount_received: 3300, customer: session.customer });
  const charge = await stripe.charges.retrieve(intent.latest_charge as string);
  expect(charge).toMatchObject({ status: "succeeded", paid: true, amount: 3300, payment_method: method.id });
  expect(charge).not.toHaveProperty("invoice");
});

test("a purchase tells its events, each with a snapshot of that moment", async () => {
  const test = await openTestStripe();
  await payByApi(test, await newSession(test));
  expect(await eventTypes(test)).toEqual([
    "customer.created",
    "payment_method.attached",
    "customer.subscription.created",
    "invoice.created",
    "invoice.finalized",
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "invoice_payment.paid",
    "invoice.paid",
    "invoice.payment_succeeded",
    "customer.subscription.updated",
    "checkout.session.completed",
  ]);
  const snapshot = async (type: string) => (await test.stripe.events.list({ type })).data[0]!.data;
  expect(await snapshot("invoice.created")).toMatchObject({ object: { status: "draft" } });
  expect(await snapshot("invoice.finalized")).toMatchObject({ object: { status: "open" } });
  expect(await snapshot("customer.subscription.updated")).toMatchObject({
    object: { status: "active" },
    previous_attributes: { status: "incomplete", latest_invoice: null },
  });
});

test("a one-time payment has a PaymentIntent of its own and no subscription", async () => {
  const test = await openTestStripe();
  const price_data = { currency: "usd", unit_amount: 1500, product_data: { name: "Setup" } };
  const open = await newSession(test, {
    mode: "payment",
    line_items: [{ price_data, quantity: 2 }],
    payment_intent_data: { metadata: { order_id: "ord_2" } },
  });
  await payByApi(test, open);
  const session = await test.stripe.checkout.sessions.retrieve(open.id, { expand: ["payment_intent"] });
  expect(session).toMatchObject({ payment_status: "paid", customer: null, subscription: null, invoice: null });
  expect(session.payment_intent).toMatchObject({ amount: 3000, metadata: { order_id: "ord_2" }, status: "succeeded" });
  expect(await eventTypes(test)).toEqual([
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
  ]);
});

test("a known customer buys as that customer", async () => {
  const test = await openTestStripe();
  const customer = await test.stripe.customers.create({ email: "otto@example.de" });
  const session = await newSession(test, { customer: customer.id });
  await payByApi(test, session);
  const paid = await test.stripe.checkout.sessions.retrieve(session.id);
  expect(paid).toMatchObject({ customer: customer.id, customer_details: { email: "otto@example.de" } });
  expect((await test.stripe.customers.list()).data).toHaveLength(1);
});

test("a declined card is a card error, leaves the session open, and another card then pays", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  const declined = await payByApi(test, session, "pm_card_chargeDeclined");
  expect(declined).toMatchObject({
    status: 402,
    body: { error: { type: "card_error", code: "card_declined", decline_code: "generic_decline" } },
  });
  const funds = await payByApi(test, session, "pm_card_chargeDeclinedInsufficientFunds");
  expect(funds.body.error).toMatchObject({ code: "card_declined", decline_code: "insufficient_funds" });
  expect(await test.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: "open",
    subscription: null,
  });
  expect((await test.stripe.subscriptions.list({ status: "all" })).data).toEqual([]);
  expect((await payByApi(test, session)).status).toBe(200);
  expect((await test.stripe.paymentIntents.list()).data).toMatchObject([{ status: "succeeded" }]);
  const statuses = (await test.stripe.charges.list()).data.map(({ status }) => status);
  expect(statuses).toEqual(["succeeded", "failed", "failed"]);
});

test("cards are known by number, and what is no test card is refused", async () => {
  const { stripe } = await openTestStripe();
  const card = (number: string, exp_year = 2030) =>
    stripe.paymentMethods.create({ type: "card", card: { number, exp_month: 12, exp_year, cvc: "123" } });
  expect((await card("4242424242424242")).card).toMatchObject({ brand: "visa", last4: "4242", exp_year: 2030 });
  await expect(card("4242424242424241")).rejects.toMatchObject({ type: "StripeCardError", code: "incorrect_number" });
  await expect(card("4000000000000010")).rejects.toMatchObject({ decline_code: "test_mode_live_card" });
  await expect(card("4242424242424242", 2025)).rejects.toMatchObject({ code: "invalid_expiry_year" });
  await expect(stripe.paymentMethods.create({ type: "card", card: { token: "tok_x" } })).rejects.toMatchObject({
    param: "card[token]",
  });
});

test("two confirmations at once charge once", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  const answers = await Promise.all([payByApi(test, session), payByApi(test, session), payByApi(test, session)]);
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 400, 400]);
  expect(answers.find(({ status }) => status === 400)?.body.error).toMatchObject({
    code: "checkout_succeeded_session",
  });
  expect((await test.stripe.charges.list()).data).toHaveLength(1);
  expect((await test.stripe.subscriptions.list()).data).toHaveLength(1);
});

test("a session that takes cards only refuses a bank debit", async () => {
  const test = await openTestStripe();
  const form = { mode: "subscription", success_url: "http://127.0.0.1:3000/", "payment_method_types[]": "card" };
  const line = { "line_items[][price]": MONTHLY, "line_items[][quantity]": "1" };
  const created = await test.call("POST", "/v1/checkout/sessions", { ...form, ...line });
  const session = await test.stripe.checkout.sessions.retrieve(created.body["id"] as string);
  const method = await test.stripe.paymentMethods.create({ type: "us_bank_account" });
  expect((await payByApi(test, session, method.id)).body.error).toMatchObject({ param: "payment_method" });
  expect(await (await fetch(session.url!)).text()).not.toContain("Pay later by bank");
});

test("an amount that is not the session's charges nothing", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  const wrong = await payByApi(test, session, "pm_card_visa", 1);
  expect(wrong.body.error).toMatchObject({ code: "checkout_amount_mismatch", param: "expected_amount" });
  expect((await test.stripe.charges.list()).data).toEqual([]);
});

test("a bank debit completes the session unpaid, and pays it when it settles", async () => {
  const test = await openTestStripe();
  const { stripe } = test;
  const session = await newSession(test);
  const method = await stripe.paymentMethods.create({ type: "us_bank_account" });
  const confirmed = await payByApi(test, session, method.id);
  expect(confirmed.body).toMatchObject({ status: "complete", payment_status: "unpaid" });
  expect((await stripe.invoices.retrieve(confirmed.body["invoice"] as string)).status).toBe("open");
  expect((await stripe.charges.list()).data).toMatchObject([{ status: "pending" }]);
  await test.pass(48 * 3_600_000);
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: "unpaid" });

  const settled = await test.call("POST", `/sandbox/sessions/${session.id}/settle?outcome=succeeded`);
  expect(settled.body).toMatchObject({ status: "complete", payment_status: "paid" });
  expect((await stripe.invoices.retrieve(confirmed.body["invoice"] as string)).status).toBe("paid");
  expect((await eventTypes(test)).slice(-6)).toEqual([
    "charge.succeeded",
    "payment_intent.succeeded",
    "invoice_payment.paid",
    "invoice.paid",
    "invoice.payment_succeeded",
    "checkout.session.async_payment_succeeded",
  ]);
  expect((await test.call("POST", `/sandbox/sessions/${session.id}/settle?outcome=failed`)).status).toBe(400);
});

test("a bank debit that fails leaves the session unpaid and the subscription past due", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  const method = await test.stripe.paymentMethods.create({ type: "us_bank_account" });
  await payByApi(test, session, method.id);
  await test.call("POST", `/sandbox/sessions/${session.id}/settle?outcome=failed`);
  const after = await test.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
  expect(after).toMatchObject({ payment_status: "unpaid", subscription: { status: "past_due" } });
  expect((await eventTypes(test)).slice(-6)).toEqual([
    "charge.failed",
    "payment_intent.payment_failed",
    "invoice.payment_failed",
    "customer.updated",
    "customer.subscription.updated",
    "checkout.session.async_payment_failed",
  ]);
});

test("a trial is free at first and needs no payment", async () => {
  const test = await openTestStripe();
  const session = await newSession(test, { subscription_data: { trial_period_days: 7 } });
  expect(session.amount_total).toBe(0);
  await payByApi(test, session);
  const after = await test.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
  expect(after).toMatchObject({
    payment_status: "no_payment_required",
    subscription: { status: "trialing", trial_end: now + 7 * 86_400 },
  });
  expect((await test.stripe.charges.list()).data).toEqual([]);
});

test("a charge is refunded in parts, and never beyond its amount", async () => {
  const test = await openTestStripe();
  const { stripe } = test;
  await payByApi(test, await newSession(test));
  const charge = (await stripe.charges.list()).data[0]!;
  const refund = await stripe.refunds.create({ charge: charge.id, amount: 500, reason: "requested_by_customer" });
  expect(refund).toMatchObject({ object: "refund", amount: 500, status: "succeeded", charge: charge.id });
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 500, refunded: false });
  await expect(stripe.refunds.create({ charge: charge.id, amount: 701 })).rejects.toMatchObject({ param: "amount" });
  await stripe.refunds.create({ payment_intent: charge.payment_intent as string });
  expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ amount_refunded: 1200, refunded: true });
  await expect(stripe.refunds.create({ charge: charge.id })).rejects.toMatchObject({ code: "charge_already_refunded" });
  expect((await stripe.refunds.list({ charge: charge.id })).data.map(({ amount }) => amount)).toEqual([700, 500]);
  expect((await eventTypes(test)).slice(-4)).toEqual([
    "refund.created",
    "charge.refunded",
    "refund.created",
    "charge.refunded",
  ]);
});

test("a subscription is canceled at its period's end, kept after all, or ended at once", async () => {
  const test = await openTestStripe();
  const { stripe } = test;
  await payByApi(test, await newSession(test));
  const { id, items } = (await stripe.subscriptions.list()).data[0]!;
  const end = items.data[0]!.current_period_end;
  const scheduled = await stripe.subscriptions.update(id, { cancel_at_period_end: true, metadata: { note: "moving" } });
  expect(scheduled).toMatchObject({ status: "active", cancel_at_period_end: true, cancel_at: end, canceled_at: now });
  const kept = await stripe.subscriptions.update(id, { cancel_at_period_end: false });
  expect(kept).toMatchObject({ cancel_at: null, canceled_at: null, metadata: { note: "moving" } });
  expect(await stripe.subscriptions.cancel(id)).toMatchObject({ status: "canceled", ended_at: now });
  await expect(stripe.subscriptions.cancel(id)).rejects.toMatchObject({ statusCode: 404 });
  expect((await stripe.subscriptions.list()).data).toEqual([]);
  expect((await stripe.subscriptions.list({ status: "canceled" })).data).toHaveLength(1);
  expect((await eventTypes(test)).slice(-3)).toEqual([
    "customer.subscription.updated",
    "customer.subscription.updated",
    "customer.subscription.deleted",
  ]);
  expect(MONTHLY).toBe(items.data[0]!.price.id);
});
