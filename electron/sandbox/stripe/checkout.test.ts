import type Stripe from "stripe";
import { expect, test } from "vitest";
import { eventTypes, newSession, payByApi } from "./testing/buy.ts";
import { openTestStripe, START } from "./testing/open-test-stripe.ts";
import { MONTHLY, QUARTERLY } from "./testing/world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const seconds = (ms: number): number => ms / 1000;

test("a session carries what it was created with, and where to pay it", async () => {
  const test = await openTestStripe();
  const session = await newSession(test, {
    client_reference_id: "ord_1",
    metadata: { order_id: "ord_1", region: "us-central" },
    line_items: [{ price: QUARTERLY, quantity: 2 }],
  });
  expect(session).toMatchObject({
    object: "checkout.session",
    mode: "subscription",
    status: "open",
    payment_status: "unpaid",
    livemode: false,
    client_reference_id: "ord_1",
    metadata: { order_id: "ord_1", region: "us-central" },
    amount_subtotal: 6600,
    amount_total: 6600,
    currency: "usd",
    customer: null,
    customer_email: "lena@example.de",
    customer_details: { email: "lena@example.de" },
    subscription: null,
    invoice: null,
    expires_at: seconds(START + 24 * HOUR),
    url: `${test.sandbox.url}/c/pay/${session.id}`,
  });
  expect(session.id).toMatch(/^cs_test_a1[A-Za-z0-9]{56}$/);
  expect(await test.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ url: session.url });
  const lines = await test.stripe.checkout.sessions.listLineItems(session.id);
  expect(lines.data).toMatchObject([{ object: "item", quantity: 2, amount_total: 6600, description: "Paper 4 GB" }]);
});

test("sessions are found by status, customer and e-mail", async () => {
  const test = await openTestStripe();
  const { sessions } = test.stripe.checkout;
  const customer = await test.stripe.customers.create({ email: "otto@example.de" });
  const [lena, otto] = [await newSession(test), await newSession(test, { customer: customer.id })];
  await sessions.expire(lena.id);
  const found = async (params: Stripe.Checkout.SessionListParams) =>
    (await sessions.list(params)).data.map(({ id }) => id);
  expect(await found({ status: "open" })).toEqual([otto.id]);
  expect(await found({ status: "expired" })).toEqual([lena.id]);
  expect(await found({ customer: customer.id })).toEqual([otto.id]);
  expect(await found({ customer_details: { email: "lena@example.de" } })).toEqual([lena.id]);
});

test("metadata of an open session can be changed", async () => {
  const test = await openTestStripe();
  const session = await newSession(test, { metadata: { a: "1" } });
  const changed = await test.stripe.checkout.sessions.update(session.id, { metadata: { b: "2" } });
  expect(changed.metadata).toEqual({ a: "1", b: "2" });
});

const refusals: [string, Partial<Stripe.Checkout.SessionCreateParams>, object][] = [
  ["no success_url", { success_url: undefined as never }, { param: "success_url", code: "parameter_missing" }],
  ["a success_url that is none", { success_url: "javascript:alert(1)" }, { param: "success_url", code: "url_invalid" }],
  ["no line items", { line_items: undefined as never }, { param: "line_items", code: "parameter_missing" }],
  [
    "an unknown price",
    { line_items: [{ price: "price_gone", quantity: 1 }] },
    { param: "line_items[0][price]", code: "resource_missing", statusCode: 400 },
  ],
  ["no quantity", { line_items: [{ price: MONTHLY }] }, { param: "line_items[0][quantity]" }],
  ["a recurring price paid once", { mode: "payment" }, { param: "line_items" }],
  ["setup mode", { mode: "setup" }, { param: "mode" }],
  [
    "two terms at once",
    {
      line_items: [
        { price: MONTHLY, quantity: 1 },
        { price: QUARTERLY, quantity: 1 },
      ],
    },
    { param: "line_items" },
  ],
  [
    "two currencies at once",
    {
      line_items: [
        { price: MONTHLY, quantity: 1 },
        { price: "price_paper_euro", quantity: 1 },
      ],
    },
    { param: "line_items" },
  ],
  ["data of the other mode", { payment_intent_data: { description: "x" } }, { param: "payment_intent_data" }],
  ["an unknown customer", { customer: "cus_gone" }, { param: "customer", code: "resource_missing", statusCode: 400 }],
  ["an e-mail that is none", { customer_email: "nobody" }, { param: "customer_email", code: "email_invalid" }],
  ["an expiry before 30 minutes", { expires_at: seconds(START + 29 * MINUTE) }, { param: "expires_at" }],
  ["an expiry after 24 hours", { expires_at: seconds(START + 24 * HOUR) + 1 }, { param: "expires_at" }],
  ["a discount, which this sandbox does not do", { discounts: [{ coupon: "HALF" }] }, { param: "discounts" }],
  ["a field that Stripe does not know", { colour: "blue" } as never, { param: "colour", code: "parameter_unknown" }],
];

test.each(refusals)("a session is refused for %s", async (_, more, error) => {
  const test = await openTestStripe();
  await expect(newSession(test, more)).rejects.toMatchObject({ type: "StripeInvalidRequestError", ...error });
  expect((await test.stripe.checkout.sessions.list()).data).toEqual([]);
});

test("an archived price and an archived product can't be bought", async () => {
  const test = await openTestStripe();
  await test.stripe.prices.update(QUARTERLY, { active: false });
  const line_items = [{ price: QUARTERLY, quantity: 1 }];
  await expect(newSession(test, { line_items })).rejects.toThrow("The price specified is inactive");
  await test.stripe.products.update("prod_paper", { active: false });
  await expect(newSession(test)).rejects.toThrow("its product is not active");
});

test("a session expires when its time is over, tells so once, and can't be paid any more", async () => {
  const test = await openTestStripe();
  const session = await newSession(test, { expires_at: seconds(START + 30 * MINUTE) });
  await test.pass(30 * MINUTE - 1000);
  expect((await test.stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  await test.pass(1000);
  await test.pass(HOUR);
  expect(await test.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: "expired", url: null });
  expect(await eventTypes(test)).toEqual(["checkout.session.expired"]);
  const late = await payByApi(test, session);
  expect([late.status, late.body.error?.["code"]]).toEqual([400, "checkout_not_active_session"]);
});

test("only an open session can be expired by hand", async () => {
  const test = await openTestStripe();
  const session = await newSession(test);
  expect((await test.stripe.checkout.sessions.expire(session.id)).status).toBe("expired");
  await expect(test.stripe.checkout.sessions.expire(session.id)).rejects.toThrow("has a status of `expired`");
});

test("a price that a line item describes instead of naming is made on the way", async () => {
  const test = await openTestStripe();
  const price_data = { currency: "jpy", unit_amount: 500, product_data: { name: "Setup" } };
  const session = await newSession(test, { mode: "payment", line_items: [{ price_data, quantity: 3 }] });
  expect(session).toMatchObject({ amount_total: 1500, currency: "jpy", payment_method_types: ["card", "sepa_debit"] });
});
