import type Stripe from "stripe";
import { expect, test } from "vitest";
import { eventTypes, newSession, payByApi } from "../testing/buy.ts";
import { openTestStripe, type TestStripe } from "../testing/open-test-stripe.ts";
import { newCustomer } from "../testing/subscribe.ts";

const pay = ({ stripe }: TestStripe, payment_method: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ amount: 2000, currency: "usd", confirm: true, payment_method, ...more });

async function answer(url: string, answer: string): Promise<{ status: number; to: string | null; text: string }> {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams({ answer }), redirect: "manual" });
  return { status: response.status, to: response.headers.get("location"), text: await response.text() };
}

test("a PaymentIntent waits for a method, then for a confirmation, then has succeeded", async () => {
  const test = await openTestStripe();
  const { paymentIntents } = test.stripe;
  const intent = await paymentIntents.create({ amount: 2000, currency: "usd", metadata: { order_id: "ord_1" } });
  expect(intent).toMatchObject({ status: "requires_payment_method", amount_received: 0 });
  await expect(paymentIntents.confirm(intent.id)).rejects.toMatchObject({ code: "payment_intent_unexpected_state" });
  const ready = await paymentIntents.update(intent.id, { payment_method: "pm_card_visa" });
  expect(ready.status).toBe("requires_confirmation");
  expect(await paymentIntents.confirm(intent.id)).toMatchObject({ status: "succeeded", amount_received: 2000 });
  await expect(paymentIntents.cancel(intent.id)).rejects.toMatchObject({ statusCode: 400 });
  const [charge] = (await test.stripe.charges.list({ payment_intent: intent.id })).data;
  expect(charge).toMatchObject({ status: "succeeded", metadata: { order_id: "ord_1" } });
});

test("a declined PaymentIntent is a card error that carries it, and can be tried again or given up", async () => {
  const test = await openTestStripe();
  const declined = pay(test, "pm_card_chargeDeclined");
  await expect(declined).rejects.toMatchObject({ type: "StripeCardError", decline_code: "generic_decline" });
  const error = (await declined.catch((cause: unknown) => cause)) as Stripe.errors.StripeCardError;
  const id = error.payment_intent!.id;
  expect(await test.stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "card_declined" },
  });
  expect(await test.stripe.paymentIntents.cancel(id)).toMatchObject({ status: "canceled" });
  expect((await eventTypes(test)).slice(-3)).toEqual([
    "charge.failed",
    "payment_intent.payment_failed",
    "payment_intent.canceled",
  ]);
});

test("what is captured later is only reserved until then", async () => {
  const test = await openTestStripe();
  const reserved = await pay(test, "pm_card_visa", { capture_method: "manual" });
  expect(reserved).toMatchObject({ status: "requires_capture", amount_capturable: 2000, amount_received: 0 });
  const taken = await test.stripe.paymentIntents.capture(reserved.id, { amount_to_capture: 1500 });
  expect(taken).toMatchObject({ status: "succeeded", amount_received: 1500 });
  const [charge] = (await test.stripe.charges.list({ payment_intent: reserved.id })).data;
  expect(charge).toMatchObject({ captured: true, amount_captured: 1500 });
});

test("a card whose bank asks succeeds after a yes, fails after a no, and may be declined all the same", async () => {
  const test = await openTestStripe();
  const return_url = "http://127.0.0.1:3000/back?cart=7";
  const asks = await pay(test, "pm_card_authenticationRequired", { return_url });
  expect(asks).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
  const page = asks.next_action!.redirect_to_url!.url!;
  expect(await (await fetch(page)).text()).toContain("Is it you who pays $20.00?");
  const back = await answer(page, "approved");
  expect(back.to).toBe(`${return_url}&payment_intent=${asks.id}&redirect_status=succeeded`);
  expect((await test.stripe.paymentIntents.retrieve(asks.id)).status).toBe("succeeded");
  expect((await answer(page, "refused")).to).toContain("succeeded");

  const no = await pay(test, "pm_card_threeDSecure2Required");
  await answer(no.next_action!.redirect_to_url!.url!, "refused");
  expect(await test.stripe.paymentIntents.retrieve(no.id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "payment_intent_authentication_failure" },
  });
  const poor = await pay(test, "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds");
  await test.call("POST", `/sandbox/payment_intents/${poor.id}/authenticate`, { outcome: "approved" });
  expect(await test.stripe.paymentIntents.retrieve(poor.id)).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { decline_code: "insufficient_funds" },
  });
});

test("on the payment page the bank's question comes in between, and the purchase follows the answer", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  const form = { card: "4000000000003220", expiry: "12 / 34", cvc: "123", action: "pay" };
  const send = () => fetch(session.url!, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  const page = (await send()).headers.get("location")!;
  expect(page).toMatch(/^\/3ds\/pi_/);
  const refused = await answer(test.sandbox.url + page, "refused");
  expect([refused.status, refused.text.includes("unable to authenticate")]).toEqual([402, true]);
  expect((await test.stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  expect((await send()).headers.get("location")).toBe(page);
  expect((await answer(test.sandbox.url + page, "approved")).to).toBe(`/c/pay/${session.id}`);
  const paid = await test.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
  expect(paid).toMatchObject({ status: "complete", payment_status: "paid", subscription: { status: "active" } });
  expect((await test.stripe.charges.list()).data).toHaveLength(1);
  // Set up by that answer, the card is charged at renewals without asking.
  await test.call("POST", "/sandbox/clock/advance", { seconds: String(32 * 24 * 3600) });
  expect((await test.stripe.invoices.list()).data.map(({ status }) => status)).toEqual(["paid", "paid"]);
});

test("an answer that comes after the session has expired charges nothing", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  const asked = await payByApi(test, session, "pm_card_threeDSecure2Required");
  const intent = asked.body["payment_intent"] as { id: string; status: string };
  expect([asked.status, intent.status]).toEqual([200, "requires_action"]);
  await test.stripe.checkout.sessions.expire(session.id);
  expect((await test.stripe.paymentIntents.retrieve(intent.id)).status).toBe("canceled");
  const late = await test.call("POST", `/sandbox/payment_intents/${intent.id}/authenticate`, { outcome: "approved" });
  expect(late.status).toBe(400);
  expect((await test.stripe.charges.list()).data).toEqual([]);
});

test("a card always asked about makes a renewal fail until its customer has answered", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  await payByApi(test, session);
  const { subscription } = await test.stripe.checkout.sessions.retrieve(session.id);
  const { customer } = await test.stripe.subscriptions.retrieve(subscription as string);
  const asking = await test.stripe.paymentMethods.attach("pm_card_authenticationRequired", {
    customer: customer as string,
  });
  await test.stripe.subscriptions.update(subscription as string, { default_payment_method: asking.id });
  await test.call("POST", "/sandbox/clock/advance", { seconds: String(31 * 24 * 3600) });
  const past = await test.stripe.subscriptions.retrieve(subscription as string);
  expect(past.status).toBe("past_due");
  expect((await test.stripe.events.list({ type: "invoice.payment_action_required" })).data).toHaveLength(1);
  const [payment] = (await test.stripe.invoicePayments.list({ invoice: past.latest_invoice as string })).data;
  const path = `/sandbox/payment_intents/${payment!.payment.payment_intent as string}/authenticate`;
  expect((await test.call("POST", path, { outcome: "approved" })).body["status"]).toBe("succeeded");
  expect((await test.stripe.subscriptions.retrieve(subscription as string)).status).toBe("active");
});

test("a renewal by bank debit waits for the bank, and fails where the bank says so", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  const debit = await test.stripe.paymentMethods.create({ type: "us_bank_account" });
  await payByApi(test, session, debit.id);
  await test.call("POST", `/sandbox/sessions/${session.id}/settle?outcome=succeeded`);
  await test.call("POST", "/sandbox/clock/advance", { seconds: String(31 * 24 * 3600) });
  const [renewal] = (await test.stripe.invoices.list()).data;
  expect(renewal).toMatchObject({ status: "open", billing_reason: "subscription_cycle" });
  const [intent] = (await test.stripe.paymentIntents.list({ limit: 1 })).data;
  await test.call("POST", `/sandbox/payment_intents/${intent!.id}/settle`, { outcome: "failed" });
  expect((await test.stripe.subscriptions.list()).data).toMatchObject([{ status: "past_due" }]);
  expect(await test.stripe.invoices.retrieve(renewal!.id)).toMatchObject({ next_payment_attempt: expect.any(Number) });
});

test("payment methods are attached, listed, made the default and detached", async () => {
  const test = await openTestStripe();
  const { customer } = await newCustomer(test, { clock: false, card: null });
  const { paymentMethods, customers } = test.stripe;
  const method = await paymentMethods.attach("pm_card_visa", { customer: customer.id });
  expect((await paymentMethods.list({ customer: customer.id })).data.map(({ id }) => id)).toEqual([method.id]);
  expect((await customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
  const settings = { invoice_settings: { default_payment_method: method.id } };
  expect(await customers.update(customer.id, settings)).toMatchObject(settings);
  await paymentMethods.detach(method.id);
  await expect(customers.update(customer.id, settings)).rejects.toMatchObject({ code: "resource_missing" });
  await expect(paymentMethods.detach(method.id)).rejects.toMatchObject({ statusCode: 400 });
});

test("a deleted customer's subscriptions end, and only the id is remembered", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  await payByApi(test, session);
  const { customer, subscription } = await test.stripe.checkout.sessions.retrieve(session.id);
  expect(await test.stripe.customers.del(customer as string)).toMatchObject({ deleted: true });
  expect(await test.stripe.customers.retrieve(customer as string)).toEqual(
    expect.objectContaining({ id: customer, deleted: true }),
  );
  expect((await test.stripe.customers.list()).data).toEqual([]);
  expect((await test.stripe.subscriptions.retrieve(subscription as string)).status).toBe("canceled");
  await expect(test.stripe.customers.update(customer as string, { name: "L" })).rejects.toThrow("No such customer");
});

test("an expired session that can be recovered leads to a new one of the same things", async () => {
  const test = await openTestStripe();
  const metadata = { order_id: "ord_1" };
  const first = await newSession(test, { metadata, after_expiration: { recovery: { enabled: true } } });
  const expired = await test.stripe.checkout.sessions.expire(first.id);
  const page = await fetch(expired.after_expiration!.recovery!.url!);
  expect(await page.text()).toContain("Subscribe to Paper 4 GB");
  const [again] = (await test.stripe.checkout.sessions.list({ status: "open" })).data;
  expect(again).toMatchObject({ recovered_from: first.id, metadata, amount_total: 1200 });
  expect((await payByApi(test, again!)).status).toBe(200);
});
