import { Stripe } from "stripe";
import { expect, test } from "vitest";
import { START, clientOf, openTestStripe } from "./testing/open-test-stripe.ts";
import { MONTHLY, SECRET_KEY } from "./testing/world.ts";
import { newSession, payByApi } from "./testing/buy.ts";

const { errors } = Stripe;
const idsOf = (list: { data: { id: string }[] }): string[] => list.data.map(({ id }) => id);
const types = (list: { data: { type: string }[] }): string[] => list.data.map(({ type }) => type);

test("customers, products and prices are created, read back and changed", async () => {
  const { stripe } = await openTestStripe();
  const customer = await stripe.customers.create({ email: "lena@example.de", metadata: { shop: "7", old: "x" } });
  expect(customer).toMatchObject({
    object: "customer",
    email: "lena@example.de",
    created: START / 1000,
    livemode: false,
  });
  expect(customer.id).toMatch(/^cus_[A-Za-z0-9]{14}$/);
  const changed = await stripe.customers.update(customer.id, { name: "Lena", metadata: { old: "", panel: "318" } });
  expect(changed).toMatchObject({ name: "Lena", email: "lena@example.de", metadata: { shop: "7", panel: "318" } });
  expect(await stripe.customers.retrieve(customer.id)).toEqual(expect.objectContaining({ metadata: changed.metadata }));

  const product = await stripe.products.create({ name: "Rust 12 GB" });
  const price = await stripe.prices.create({
    product: product.id,
    currency: "EUR",
    unit_amount: 3299,
    recurring: { interval: "month", interval_count: 3 },
  });
  expect(price).toMatchObject({ type: "recurring", currency: "eur", unit_amount: 3299, active: true });
  expect(String(price.unit_amount_decimal)).toBe("3299");
  expect((await stripe.prices.update(price.id, { active: false })).active).toBe(false);
  expect((await stripe.prices.list({ active: false })).data.map(({ id }) => id)).toEqual([price.id]);
  expect((await stripe.products.update(product.id, { active: false })).active).toBe(false);
});

test("an update tells what was before, and one that changes nothing tells nothing", async () => {
  const { stripe } = await openTestStripe();
  const { id } = await stripe.customers.create({ email: "a@example.com" });
  await stripe.customers.update(id, { email: "b@example.com" });
  await stripe.customers.update(id, { email: "b@example.com" });
  const { data } = await stripe.events.list({ type: "customer.updated" });
  expect(data.map((event) => event.data)).toMatchObject([{ previous_attributes: { email: "a@example.com" } }]);
});

test("a list is paged both ways, newest first", async () => {
  const { stripe } = await openTestStripe();
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.unshift((await stripe.customers.create({ name: `customer ${n}` })).id);

  const first = await stripe.customers.list({ limit: 2 });
  expect(idsOf(first)).toEqual(ids.slice(0, 2));
  expect(first).toMatchObject({ object: "list", has_more: true, url: "/v1/customers" });
  const second = await stripe.customers.list({ limit: 2, starting_after: ids[1]! });
  expect(idsOf(second)).toEqual(ids.slice(2, 4));
  const last = await stripe.customers.list({ limit: 2, starting_after: ids[3]! });
  expect([idsOf(last), last.has_more]).toEqual([ids.slice(4), false]);
  const before = await stripe.customers.list({ limit: 2, ending_before: ids[3]! });
  expect([idsOf(before), before.has_more]).toEqual([ids.slice(1, 3), true]);
  const all: string[] = [];
  for await (const customer of stripe.customers.list({ limit: 2 })) all.push(customer.id);
  expect(all).toEqual(ids);
});

test("lists are filtered by time and field", async () => {
  const { stripe, pass } = await openTestStripe();
  const early = await stripe.customers.create({ email: "early@example.com" });
  await pass(10_000);
  const late = await stripe.customers.create({ email: "late@example.com" });
  const found = async (params: Stripe.CustomerListParams) =>
    (await stripe.customers.list(params)).data.map(({ id }) => id);
  expect(await found({ created: { gt: early.created } })).toEqual([late.id]);
  expect(await found({ created: { lte: early.created } })).toEqual([early.id]);
  expect(await found({ created: late.created })).toEqual([late.id]);
  expect(await found({ email: "early@example.com" })).toEqual([early.id]);
});

test("events are found by one type, several types in both array notations, and a family", async () => {
  const { stripe, call } = await openTestStripe();
  const { id } = await stripe.customers.create({ email: "a@example.com" });
  await stripe.customers.update(id, { email: "b@example.com" });
  await stripe.products.create({ name: "Rust" });
  const both = ["product.created", "customer.updated"];
  expect(types(await stripe.events.list({ types: ["customer.updated", "product.created"] }))).toEqual(both);
  const { body } = await call("GET", "/v1/events?types[]=customer.updated&types[]=product.created");
  expect(types(body as never)).toEqual(both);
  expect(types(await stripe.events.list({ type: "customer.*" }))).toEqual(["customer.updated", "customer.created"]);
  const newest = (await stripe.events.list({ limit: 1 })).data[0]!;
  expect(await stripe.events.retrieve(newest.id)).toMatchObject({ type: "product.created", pending_webhooks: 0 });
});

test("each refusal is the error class that a Stripe client knows, with code and param", async () => {
  const { stripe, sandbox } = await openTestStripe();
  const wrongKey = clientOf(sandbox.url, SECRET_KEY.replace("Sandbox", "Somebod"));
  await expect(wrongKey.customers.list()).rejects.toSatisfy(
    (error) => error instanceof errors.StripeAuthenticationError,
  );
  await expect(wrongKey.customers.list()).rejects.toMatchObject({ statusCode: 401 });
  await expect(wrongKey.customers.list()).rejects.not.toThrow("Somebod");
  const missing = stripe.subscriptions.retrieve("sub_nothing");
  await expect(missing).rejects.toBeInstanceOf(errors.StripeInvalidRequestError);
  await expect(stripe.subscriptions.retrieve("sub_nothing")).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    param: "id",
    message: "No such subscription: 'sub_nothing'",
  });
  await expect(stripe.products.create({} as never)).rejects.toMatchObject({ code: "parameter_missing", param: "name" });
  await expect(stripe.customers.create({ colour: "blue" } as never)).rejects.toMatchObject({
    statusCode: 400,
    code: "parameter_unknown",
    param: "colour",
  });
  await expect(stripe.customers.create({ email: "nobody" })).rejects.toMatchObject({ code: "email_invalid" });
  await expect(stripe.customers.list({ limit: 101 })).rejects.toMatchObject({ code: "parameter_invalid_integer" });
  await expect(stripe.customers.list({ starting_after: "cus_x" })).rejects.toMatchObject({ param: "starting_after" });
  await expect(stripe.customers.create({ metadata: { note: "x".repeat(501) } })).rejects.toMatchObject({
    param: "metadata[note]",
  });
});

test("the key is taken as Bearer token and as Basic user name, and asked for where it is absent", async () => {
  const { sandbox } = await openTestStripe();
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${sandbox.url}/v1/account`, { headers })).status;
  expect(await status({ Authorization: `Bearer ${SECRET_KEY}` })).toBe(200);
  expect(await status({ Authorization: `Basic ${btoa(`${SECRET_KEY}:`)}` })).toBe(200);
  expect(await status({})).toBe(401);
  expect(await status({ Authorization: `Digest ${SECRET_KEY}` })).toBe(401);
});

test("an unknown address is answered in Stripe's words, a JSON body refused", async () => {
  const { call, sandbox } = await openTestStripe();
  const unknown = await call("GET", "/v1/unicorns");
  expect([unknown.status, unknown.body.error?.["type"]]).toEqual([404, "invalid_request_error"]);
  expect(unknown.body.error?.["message"]).toContain("Unrecognized request URL (GET: /v1/unicorns)");
  const headers = { Authorization: `Bearer ${SECRET_KEY}`, "Content-Type": "application/json" };
  const json = await fetch(`${sandbox.url}/v1/customers`, {
    method: "POST",
    headers,
    body: '{"email":"a@example.com"}',
  });
  expect([json.status, await json.text()]).toEqual([400, expect.stringContaining("x-www-form-urlencoded")]);
});

test("every answer carries a request id and the API version", async () => {
  const { call } = await openTestStripe();
  const { headers } = await call("GET", "/v1/account");
  expect(headers.get("request-id")).toMatch(/^req_[A-Za-z0-9]{14}$/);
  expect(headers.get("stripe-version")).toBe("2026-10-28.endive");
});

test("a repeated idempotency key gives the first answer again and does nothing twice", async () => {
  const { stripe, call } = await openTestStripe();
  const first = await call("POST", "/v1/customers", { name: "Lena" }, { "Idempotency-Key": "order-1" });
  const again = await call("POST", "/v1/customers", { name: "Lena" }, { "Idempotency-Key": "order-1" });
  expect(again.body).toEqual(first.body);
  expect(first.headers.get("idempotent-replayed")).toBeNull();
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect(again.headers.get("original-request")).toBe(first.headers.get("request-id"));
  expect((await stripe.customers.list()).data).toHaveLength(1);
  expect((await stripe.events.list()).data[0]?.request).toEqual({
    id: first.headers.get("request-id"),
    idempotency_key: "order-1",
  });
});

test("an idempotency key for something else is refused, one of a refused request can be used again", async () => {
  const { stripe, pass } = await openTestStripe();
  await stripe.customers.create({ name: "Lena" }, { idempotencyKey: "k" });
  const others = [
    stripe.customers.create({ name: "Otto" }, { idempotencyKey: "k" }),
    stripe.products.create({ name: "Lena" }, { idempotencyKey: "k" }),
  ];
  for (const other of others) await expect(other).rejects.toBeInstanceOf(errors.StripeIdempotencyError);
  await expect(stripe.products.create({} as never, { idempotencyKey: "p" })).rejects.toMatchObject({ param: "name" });
  expect((await stripe.products.create({ name: "Rust" }, { idempotencyKey: "p" })).name).toBe("Rust");
  await pass(25 * 3_600_000);
  expect((await stripe.customers.create({ name: "Otto" }, { idempotencyKey: "k" })).name).toBe("Otto");
});

test("expand replaces ids by objects, in lists too, and refuses what can't be", async () => {
  const test = await openTestStripe();
  const { stripe } = test;
  const session = await newSession(test);
  await payByApi(test, session);
  const paid = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ["line_items", "customer", "subscription.latest_invoice"],
  });
  const subscription = paid.subscription as Stripe.Subscription;
  expect(paid.line_items?.data[0]?.price?.id).toBe(MONTHLY);
  expect(paid.customer).toMatchObject({ object: "customer", email: "lena@example.de" });
  expect(subscription.latest_invoice).toMatchObject({ object: "invoice", status: "paid" });
  const { data } = await stripe.subscriptions.list({ expand: ["data.customer"] });
  expect(data[0]?.customer).toMatchObject({ email: "lena@example.de" });
  const invoice = await stripe.invoices.retrieve(paid.invoice as string, { expand: ["payments"] });
  expect(invoice.payments?.data[0]?.payment.type).toBe("payment_intent");
  await expect(stripe.invoices.retrieve(invoice.id, { expand: ["charge"] })).rejects.toThrow(
    "This property cannot be expanded (charge).",
  );
  await expect(stripe.invoices.retrieve(invoice.id, { expand: ["a.b.c.d.e"] })).rejects.toMatchObject({
    code: "property_expansion_max_depth",
  });
});

test("the account is the same at every call", async () => {
  const { stripe } = await openTestStripe();
  const account = await stripe.accounts.retrieveCurrent();
  expect(account).toMatchObject({ object: "account", charges_enabled: true });
  expect((await stripe.accounts.retrieveCurrent()).id).toBe(account.id);
});
