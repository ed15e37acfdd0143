import { Stripe } from "stripe";
import { expect, test } from "vitest";
import { newSession } from "../testing/buy.ts";
import { clientOf, openTestStripe, type TestStripe } from "../testing/open-test-stripe.ts";
import { DAY, newCustomer, NOW, subscribe } from "../testing/subscribe.ts";
import { SECRET_KEY } from "../testing/world.ts";

const { errors } = Stripe;

async function declare(
  { call }: TestStripe,
  form: Record<string, string>,
): Promise<{ id: string; key: string; hint: string }> {
  return (await call("POST", "/sandbox/keys", form)).body as unknown as { id: string; key: string; hint: string };
}

test("a restricted key does what it may, and is told which permission it lacks for the rest", async () => {
  const test = await openTestStripe();
  const permissions = { "permissions[checkout_session]": "write", "permissions[event]": "read" };
  const { key, hint } = await declare(test, { ...permissions, "permissions[customer]": "read" });
  expect(key).toMatch(/^rk_test_\w{72}$/);
  const stripe = clientOf(test.sandbox.url, key);
  expect((await newSession({ stripe })).status).toBe("open");
  expect((await stripe.events.list()).data).toEqual([]);
  expect((await stripe.checkout.sessions.list()).data).toHaveLength(1);
  const account = await test.stripe.accounts.retrieveCurrent();
  const refused = stripe.customers.create({ email: "lena@example.de" });
  await expect(refused).rejects.toBeInstanceOf(errors.StripePermissionError);
  await expect(stripe.customers.create({})).rejects.toMatchObject({
    statusCode: 403,
    message: `The provided key '${hint}' does not have the required permissions for this endpoint on account '${account.id}'. Having the 'rak_customer_write' permission would allow this request to continue.`,
  });
  await expect(stripe.subscriptions.list()).rejects.toThrow("rak_subscription_read");
  await expect(stripe.prices.list()).rejects.toThrow("rak_plan_read");
  expect((await test.stripe.customers.list()).data).toEqual([]);
  expect(hint).not.toContain(key.slice(12, 30));
});

test("a key that has expired is said to have, and a deleted one is not known", async () => {
  const test = await openTestStripe();
  const { id, key } = await declare(test, { name: "Second" });
  const stripe = clientOf(test.sandbox.url, key);
  await stripe.customers.list();
  await test.call("POST", `/sandbox/keys/${id}/expire`);
  await expect(stripe.customers.list()).rejects.toMatchObject({
    type: "StripeAuthenticationError",
    statusCode: 401,
    code: "api_key_expired",
  });
  const listed = await test.call("GET", "/sandbox/keys");
  expect(listed.body["data"]).toMatchObject([{ id, name: "Second", expired: true }]);
  expect(JSON.stringify(listed.body)).not.toContain(key);
  await test.call("DELETE", `/sandbox/keys/${id}`);
  await expect(stripe.customers.list()).rejects.toThrow("Invalid API Key provided");
  const given = await declare(test, { key: "rk_test_0123456789abcdefghij", "permissions[charge]": "read" });
  expect((await clientOf(test.sandbox.url, given.key).charges.list()).data).toEqual([]);
  expect((await test.call("POST", "/sandbox/keys", { key: "whatever" })).status).toBe(400);
});

test("beyond the rate there is a 429 with its reason, which is not repeated by itself", async () => {
  const test = await openTestStripe();
  await test.call("POST", "/sandbox/limits", { per_second: "3", per_endpoint: "2" });
  const { hostname: host, port } = new URL(test.sandbox.url);
  const eager = new Stripe(SECRET_KEY, { host, port, protocol: "http", telemetry: false, maxNetworkRetries: 2 });
  await eager.customers.list();
  await eager.customers.list();
  const refused = eager.customers.list();
  await expect(refused).rejects.toBeInstanceOf(errors.StripeRateLimitError);
  await expect(eager.products.list()).rejects.toMatchObject({ statusCode: 429, code: "rate_limit" });
  const { headers } = await test.call("GET", "/v1/prices");
  expect([headers.get("stripe-rate-limited-reason"), headers.get("stripe-should-retry")]).toEqual([
    "global-rate",
    null,
  ]);
  await test.pass(1000);
  expect((await eager.customers.list()).data).toEqual([]);
  await test.call("POST", "/sandbox/limits", {});
  for (let n = 0; n < 5; n++) await eager.customers.list();
});

test("what is on a clock that is being moved is locked: a 429 that stripe-node repeats until it is free", async () => {
  const test = await openTestStripe();
  const { customer, clock } = await newCustomer(test);
  const { id } = await subscribe(test, customer);
  // Enough to pass for the clock to be on its way still when the next request comes.
  for (let n = 0; n < 30; n++) await subscribe(test, customer);
  await test.stripe.testHelpers.testClocks.advance(clock, { frozen_time: NOW + 40 * DAY });
  const locked = await test.call("POST", `/v1/subscriptions/${id}`, { description: "now" });
  expect(locked).toMatchObject({ status: 429, body: { error: { code: "lock_timeout" } } });
  expect(locked.headers.get("stripe-should-retry")).toBe("true");
  expect(locked.headers.get("stripe-rate-limited-reason")).toBeNull();
  const { hostname: host, port } = new URL(test.sandbox.url);
  const patient = new Stripe(SECRET_KEY, { host, port, protocol: "http", telemetry: false, maxNetworkRetries: 3 });
  expect((await patient.subscriptions.update(id, { description: "later" })).description).toBe("later");
});

test("a version that is none is refused, and each error says where its request is shown", async () => {
  const test = await openTestStripe();
  const wrong = await test.call("GET", "/v1/customers", {}, { "Stripe-Version": "latest" });
  expect(wrong).toMatchObject({ status: 400, body: { error: { message: "Invalid Stripe API version: latest" } } });
  expect((await test.call("GET", "/v1/customers", {}, { "Stripe-Version": "2024-06-20" })).status).toBe(200);
  const missing = await test.call("GET", "/v1/customers/cus_nothing");
  const id = missing.headers.get("request-id")!;
  expect(missing.body.error!["request_log_url"]).toBe(`${test.sandbox.url}/test/logs/${id}`);
});
