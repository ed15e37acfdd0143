import { expect, test } from "vitest";
import { openReceiver } from "../testing/open-receiver.ts";
import { newSession, payByApi } from "../testing/buy.ts";
import { openTestStripe } from "../testing/open-test-stripe.ts";
import { advance, DAY, newCustomer, newestEvent, NOW, subscribe, typesSince } from "../testing/subscribe.ts";
import { MONTHLY } from "../testing/world.ts";

const DEC_24 = Date.UTC(2026, 11, 24, 14, 35) / 1000;
const HOUR = 3600;
const idsOf = (list: { data: { id: string }[] }): string[] => list.data.map(({ id }) => id);

test("a month on a test clock renews the subscription: a draft first, an hour later its payment", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test);
  const { id, latest_invoice } = await subscribe(test, customer);
  const before = await newestEvent(test);

  await advance(test, clock, DEC_24 + 60);
  const renewed = await test.stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
  expect(renewed.items.data[0]).toMatchObject({
    current_period_start: DEC_24,
    current_period_end: Date.UTC(2027, 0, 24, 14, 35) / 1000,
  });
  expect(renewed.latest_invoice).toMatchObject({
    status: "draft",
    billing_reason: "subscription_cycle",
    created: DEC_24,
    period_start: NOW,
    period_end: DEC_24,
    automatically_finalizes_at: DEC_24 + HOUR,
  });
  expect((renewed.latest_invoice as { id: string }).id).not.toBe(latest_invoice);
  expect(await typesSince(test, before)).toEqual([
    "customer.subscription.updated",
    "invoice.created",
    "test_helpers.test_clock.advancing",
    "test_helpers.test_clock.ready",
  ]);

  await advance(test, clock, DEC_24 + 2 * HOUR);
  const paid = await test.stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] });
  expect(paid).toMatchObject({
    status: "active",
    latest_invoice: { status: "paid", amount_paid: 1200, attempt_count: 1 },
  });
});

test("what a renewal tells arrives in no causal order, and all of it arrives", async () => {
  const shop = await openReceiver();
  const test = await openTestStripe({ webhookUrl: shop.url });
  const { customer, clock } = await newCustomer(test);
  await subscribe(test, customer);
  const before = await newestEvent(test);
  await advance(test, clock, DEC_24 + DAY);
  await test.sandbox.tick();
  const told = await typesSince(test, before);
  expect(told).toEqual(
    expect.arrayContaining(["invoice.created", "invoice.finalized", "charge.succeeded", "invoice.paid"]),
  );
  const ids = (await test.stripe.events.list({ limit: 100 })).data.map(({ id }) => id);
  expect(shop.received.map(({ id }) => id).sort()).toEqual(ids.sort());
  const inOrder = (await test.stripe.events.list({ ending_before: before, limit: 100 })).data.toReversed();
  const place = (type: string) => inOrder.findIndex((event) => event.type === type);
  expect(place("payment_intent.succeeded")).toBeLessThan(place("payment_intent.created"));
});

test("a year of renewals is twelve invoices, a year later to the second", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test);
  const { id } = await subscribe(test, customer);
  for (let month = 1; month <= 12; month++) await advance(test, clock, Date.UTC(2026, 10 + month, 24, 17) / 1000);
  const invoices = (await test.stripe.invoices.list({ subscription: id, limit: 100 })).data;
  expect(invoices.map(({ status }) => status)).toEqual(Array.from({ length: 13 }, () => "paid"));
  const { items } = await test.stripe.subscriptions.retrieve(id);
  expect(items.data[0]?.current_period_start).toBe(Date.UTC(2027, 10, 24, 14, 35) / 1000);
});

test("a card that fails at renewal is tried again after 3, 5 and 7 days; then the subscription ends", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test);
  const { id } = await subscribe(test, customer);
  const failing = await test.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
  await test.stripe.subscriptions.update(id, { default_payment_method: failing.id });
  const before = await newestEvent(test);
  const renewal = async () =>
    (await test.stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] })) as unknown as {
      status: string;
      latest_invoice: { attempt_count: number; next_payment_attempt: number | null; status: string; id: string };
    };

  let at = DEC_24 + HOUR;
  await advance(test, clock, at);
  for (const [failed, days] of [
    [1, 3],
    [2, 5],
    [3, 7],
  ] as const) {
    expect(await renewal()).toMatchObject({
      status: "past_due",
      latest_invoice: { attempt_count: failed, next_payment_attempt: at + days * DAY, status: "open" },
    });
    at += days * DAY;
    await advance(test, clock, at);
  }
  const ended = await renewal();
  expect(ended).toMatchObject({
    status: "canceled",
    ended_at: at,
    cancellation_details: { reason: "payment_failed" },
    latest_invoice: { attempt_count: 4, next_payment_attempt: null, status: "open" },
  });
  const told = await typesSince(test, before);
  expect(told.filter((type) => type === "invoice.payment_failed")).toHaveLength(4);
  expect(told.filter((type) => type === "charge.failed")).toHaveLength(4);
  expect(told).toContain("customer.subscription.deleted");
  expect(await test.stripe.customers.retrieve(customer.id)).toMatchObject({ delinquent: true });
});

test("after the last attempt the account's own plan counts: unpaid, drafts only, until somebody pays", async () => {
  const test = await openTestStripe();
  const plan = { "retry_after_days[0]": "1", finally: "unpaid" };
  expect((await test.call("POST", "/sandbox/dunning", plan)).body).toEqual({ retryAfterDays: [1], finally: "unpaid" });
  const { customer, clock } = await newCustomer(test);
  const { id } = await subscribe(test, customer);
  const failing = await test.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
  await test.stripe.subscriptions.update(id, { default_payment_method: failing.id });
  await advance(test, clock, DEC_24 + 2 * DAY);
  expect((await test.stripe.subscriptions.retrieve(id)).status).toBe("unpaid");
  await advance(test, clock, DEC_24 + 40 * DAY);
  const [next] = (await test.stripe.invoices.list({ subscription: id })).data;
  expect(next).toMatchObject({ status: "draft", auto_advance: false });
  await test.stripe.invoices.finalizeInvoice(next!.id);
  await test.stripe.invoices.pay(next!.id, { payment_method: "pm_card_visa" });
  expect((await test.stripe.subscriptions.retrieve(id)).status).toBe("active");
});

test("a retry that succeeds makes a subscription that was past due active again", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test);
  const { id } = await subscribe(test, customer);
  const failing = await test.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
  await test.stripe.subscriptions.update(id, { default_payment_method: failing.id });
  await advance(test, clock, DEC_24 + HOUR);
  expect((await test.stripe.subscriptions.retrieve(id)).status).toBe("past_due");
  const good = await test.stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  await test.stripe.subscriptions.update(id, { default_payment_method: good.id });
  await advance(test, clock, DEC_24 + HOUR + 3 * DAY);
  expect(await test.stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] })).toMatchObject({
    status: "active",
    latest_invoice: { status: "paid", attempt_count: 2 },
  });
  expect(await test.stripe.customers.retrieve(customer.id)).toMatchObject({ delinquent: false });
});

test("a cancel at the period's end is an end at the period's end, and no renewal", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test);
  const { id } = await subscribe(test, customer);
  await test.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  await advance(test, clock, DEC_24 - 1);
  expect((await test.stripe.subscriptions.retrieve(id)).status).toBe("active");
  const before = await newestEvent(test);
  await advance(test, clock, DEC_24);
  expect(await test.stripe.subscriptions.retrieve(id)).toMatchObject({
    status: "canceled",
    cancel_at_period_end: true,
    canceled_at: NOW,
    ended_at: DEC_24,
  });
  expect(await typesSince(test, before)).toEqual([
    "customer.subscription.deleted",
    "test_helpers.test_clock.advancing",
    "test_helpers.test_clock.ready",
  ]);
});

test("a trial's end is told three days before, then charged", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test);
  const { id } = await subscribe(test, customer, { trial_period_days: 7 });
  expect(await test.stripe.subscriptions.retrieve(id)).toMatchObject({ status: "trialing", trial_end: NOW + 7 * DAY });
  const before = await newestEvent(test);
  await advance(test, clock, NOW + 4 * DAY);
  expect(await typesSince(test, before)).toContain("customer.subscription.trial_will_end");
  await advance(test, clock, NOW + 8 * DAY);
  expect(await test.stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] })).toMatchObject({
    status: "active",
    latest_invoice: { billing_reason: "subscription_cycle", status: "paid", amount_paid: 1200 },
  });
  expect((await typesSince(test, before)).filter((type) => type.endsWith("trial_will_end"))).toHaveLength(1);
});

test.each([
  ["pause", "paused", "customer.subscription.paused"],
  ["cancel", "canceled", "customer.subscription.deleted"],
  ["create_invoice", "past_due", "invoice.payment_failed"],
] as const)("a trial that ends without a card may %s", async (missing_payment_method, status, type) => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test, { card: null });
  const trial_settings = { end_behavior: { missing_payment_method } };
  const { id } = await subscribe(test, customer, { trial_period_days: 7, trial_settings });
  await advance(test, clock, NOW + 8 * DAY);
  expect((await test.stripe.subscriptions.retrieve(id)).status).toBe(status);
  expect((await test.stripe.events.list({ type })).data).toHaveLength(1);
});

test("a first payment that never comes ends the subscription before it began", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test, { card: "pm_card_chargeCustomerFail" });
  const { id, status, latest_invoice } = await subscribe(test, customer);
  expect(status).toBe("incomplete");
  await advance(test, clock, NOW + DAY);
  expect((await test.stripe.subscriptions.retrieve(id)).status).toBe("incomplete_expired");
  expect((await test.stripe.invoices.retrieve(latest_invoice as string)).status).toBe("void");
});

test("the sandbox's own clock renews what was bought in a Checkout Session, and expires what was not", async () => {
  const test = await openTestStripe();
  const [paid, left] = [await newSession(test), await newSession(test)];
  await payByApi(test, paid);
  const { subscription } = await test.stripe.checkout.sessions.retrieve(paid.id);
  const moved = await test.call("POST", "/sandbox/clock/advance", { seconds: String(31 * DAY) });
  expect(moved.body).toEqual({ object: "sandbox.clock", now: NOW + 31 * DAY, ahead: 31 * DAY });
  const invoices = (await test.stripe.invoices.list({ subscription: subscription as string })).data;
  expect(invoices.map(({ status, billing_reason }) => [status, billing_reason])).toEqual([
    ["paid", "subscription_cycle"],
    ["paid", "subscription_create"],
  ]);
  expect((await test.stripe.checkout.sessions.retrieve(left.id)).status).toBe("expired");
  // Events are dated by the machine, so that a shop which reads them up to now misses none.
  expect((await test.stripe.events.list({ limit: 100 })).data.every(({ created }) => created === NOW)).toBe(true);
  const later = await newSession(test);
  expect((await test.stripe.checkout.sessions.retrieve(later.id)).status).toBe("open");
  await test.pass(25 * HOUR * 1000);
  expect((await test.stripe.checkout.sessions.retrieve(later.id)).status).toBe("expired");
});

test("a test clock does not move the others, and lists leave its customers out unless asked", async () => {
  const test = await openTestStripe();
  const own = await newCustomer(test, { clock: false });
  const clocked = await newCustomer(test);
  const [plain, moving] = [await subscribe(test, own.customer), await subscribe(test, clocked.customer)];
  await advance(test, clocked.clock, DEC_24 + DAY);
  expect((await test.stripe.subscriptions.retrieve(plain.id)).latest_invoice).toBe(plain.latest_invoice);
  expect((await test.stripe.subscriptions.retrieve(moving.id)).latest_invoice).not.toBe(moving.latest_invoice);
  expect(idsOf(await test.stripe.customers.list())).toEqual([own.customer.id]);
  expect(idsOf(await test.stripe.customers.list({ test_clock: clocked.clock }))).toEqual([clocked.customer.id]);
  expect(idsOf(await test.stripe.subscriptions.list())).toEqual([plain.id]);
  await test.stripe.testHelpers.testClocks.del(clocked.clock);
  expect(await test.stripe.customers.retrieve(clocked.customer.id)).toMatchObject({ deleted: true });
  expect((await test.stripe.subscriptions.retrieve(moving.id)).status).toBe("canceled");
});

test("a clock goes forward only, and at most two periods at once", async () => {
  const test = await openTestStripe();
  const { testClocks } = test.stripe.testHelpers;
  const { customer, clock } = await newCustomer(test);
  await expect(testClocks.advance(clock, { frozen_time: NOW })).rejects.toMatchObject({ param: "frozen_time" });
  await subscribe(test, customer);
  await expect(testClocks.advance(clock, { frozen_time: NOW + 90 * DAY })).rejects.toMatchObject({ statusCode: 400 });
  await advance(test, clock, NOW + 60 * DAY);
  expect((await test.stripe.invoices.list({ customer: customer.id })).data).toHaveLength(2);
});

test("killed in the middle, a clock goes on to where it was sent", async () => {
  const before = await openTestStripe();
  const { customer, clock } = await newCustomer(before);
  const { id } = await subscribe(before, customer);
  await before.stripe.testHelpers.testClocks.advance(clock, { frozen_time: DEC_24 + DAY });
  await before.sandbox.close();
  const after = await openTestStripe({ dataFile: before.dataFile });
  const statusNow = async () => (await after.stripe.testHelpers.testClocks.retrieve(clock)).status;
  await expect.poll(statusNow, { timeout: 8_000 }).toBe("ready");
  const { data } = await after.stripe.invoices.list({ subscription: id });
  expect(data.map(({ status }) => status)).toEqual(["paid", "paid"]);
});

test("while the endpoint refuses invoice.created, the draft waits, for three days at most", async () => {
  const shop = await openReceiver();
  shop.answer = ({ type }) => (type === "invoice.created" ? 500 : 200);
  const test = await openTestStripe({ webhookUrl: shop.url });
  const { customer, clock } = await newCustomer(test);
  const { id } = await subscribe(test, customer, { items: [{ price: MONTHLY }] });
  await advance(test, clock, DEC_24);
  await test.sandbox.tick();
  await advance(test, clock, DEC_24 + 71 * HOUR);
  const renewal = async () => (await test.stripe.invoices.list({ subscription: id })).data[0];
  expect(await renewal()).toMatchObject({ status: "draft" });
  await advance(test, clock, DEC_24 + 73 * HOUR);
  expect(await renewal()).toMatchObject({ status: "paid" });
});
