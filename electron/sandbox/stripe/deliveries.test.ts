import { expect, test, vi } from "vitest";
import { newSession, payByApi } from "./testing/buy.ts";
import { openReceiver, type Received } from "./testing/open-receiver.ts";
import { openTestStripe, START } from "./testing/open-test-stripe.ts";
import { WEBHOOK_SECRET } from "./testing/world.ts";

const HOUR = 3_600_000;
const signature = ({ headers }: Received): string => String(headers["stripe-signature"]);

test("every event of a purchase is posted, signed as stripe-node expects", async () => {
  const shop = await openReceiver();
  const test = await openTestStripe({ webhookUrl: shop.url });
  await payByApi(test, await newSession(test));
  await test.sandbox.tick();

  const events = (await test.stripe.events.list({ limit: 100 })).data;
  expect(shop.received.map(({ id }) => id).sort()).toEqual(events.map(({ id }) => id).sort());
  for (const got of shop.received) {
    const { webhooks } = test.stripe;
    const event = webhooks.constructEvent(got.body, signature(got), WEBHOOK_SECRET, 300, undefined, START / 1000);
    expect(event).toMatchObject({ id: got.id, api_version: "2026-10-28.endive", pending_webhooks: 1 });
    expect(() => webhooks.constructEvent(`${got.body} `, signature(got), WEBHOOK_SECRET)).toThrow("signature");
  }
  expect(events.every(({ pending_webhooks }) => pending_webhooks === 0)).toBe(true);
  expect(shop.received[0]?.headers).toMatchObject({
    "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    accept: "*/*; q=0.5, application/xml",
    "cache-control": "no-cache",
    "content-type": "application/json; charset=utf-8",
    "accept-encoding": "gzip",
  });
});

test("what is not accepted comes again later, byte for byte, under a new signature", async () => {
  const shop = await openReceiver();
  shop.answer = () => 500;
  const test = await openTestStripe({ webhookUrl: shop.url });
  await test.stripe.customers.create({ name: "Lena" });
  await test.sandbox.tick();
  await test.pass(HOUR - 1);
  expect(shop.received).toHaveLength(1);
  expect((await test.stripe.events.list({ delivery_success: false })).data).toHaveLength(1);

  shop.answer = () => 204;
  await test.pass(1);
  await test.pass(10 * HOUR);
  const [first, second, ...more] = shop.received;
  expect(more).toEqual([]);
  expect(second?.body).toBe(first?.body);
  expect(signature(second!)).not.toBe(signature(first!));
  expect(signature(second!)).toContain(`t=${(START + HOUR) / 1000},`);
  expect((await test.stripe.events.list({ delivery_success: true })).data).toMatchObject([{ pending_webhooks: 0 }]);
});

test("an attempt that its end breaks off counts for nothing and is made at the next start", async () => {
  const shop = await openReceiver();
  const never = Promise.withResolvers<number>();
  shop.answer = () => never.promise;
  const before = await openTestStripe({ webhookUrl: shop.url });
  await before.stripe.customers.create({ name: "Lena" });
  await vi.waitFor(() => expect(shop.received).toHaveLength(1));
  await before.sandbox.close();
  shop.answer = () => 200;
  const after = await openTestStripe({ webhookUrl: shop.url, dataFile: before.dataFile });
  await after.sandbox.tick();
  expect(shop.received).toHaveLength(2);
});

test("a redirect is a failure and is not followed", async () => {
  const shop = await openReceiver();
  shop.answer = () => 302;
  const test = await openTestStripe({ webhookUrl: shop.url });
  await test.stripe.customers.create({ name: "Lena" });
  await test.sandbox.tick();
  expect(shop.received).toHaveLength(1);
  expect((await test.stripe.events.list()).data).toMatchObject([{ pending_webhooks: 1 }]);
});

test("a delivery is given up after three days", async () => {
  const shop = await openReceiver();
  shop.answer = () => 500;
  const test = await openTestStripe({ webhookUrl: shop.url });
  await test.stripe.customers.create({ name: "Lena" });
  await test.sandbox.tick();
  for (let hour = 0; hour < 100; hour++) await test.pass(HOUR);
  expect(shop.received).toHaveLength(73);
  expect((await test.stripe.events.list({ delivery_success: false })).data).toMatchObject([{ pending_webhooks: 0 }]);
});

test("eight are posted at once, and no more", async () => {
  const shop = await openReceiver();
  const held = Promise.withResolvers<number>();
  shop.answer = () => held.promise;
  const test = await openTestStripe({ webhookUrl: shop.url });
  await payByApi(test, await newSession(test));
  await vi.waitFor(() => expect(shop.received).toHaveLength(8));
  await test.call("GET", "/v1/account");
  expect(shop.received).toHaveLength(8);
  held.resolve(200);
  await test.sandbox.tick();
  expect(shop.received).toHaveLength(13);
});

test("an endpoint created over the API has its own secret, shown once, and hears what it asked for", async () => {
  const [shop, audit] = [await openReceiver(), await openReceiver()];
  const test = await openTestStripe({ webhookUrl: shop.url });
  const { webhookEndpoints, webhooks } = test.stripe;
  const created = await webhookEndpoints.create({ url: audit.url, enabled_events: ["product.created"] });
  expect(created.secret).toMatch(/^whsec_[A-Za-z0-9]{32}$/);
  expect(await webhookEndpoints.retrieve(created.id)).not.toHaveProperty("secret");
  expect((await webhookEndpoints.list()).data.map(({ url }) => url)).toEqual([audit.url, shop.url]);
  await test.stripe.customers.create({ name: "Lena" });
  await test.stripe.products.create({ name: "Rust" });
  await test.sandbox.tick();
  expect(audit.received.map(({ type }) => type)).toEqual(["product.created"]);
  expect(shop.received).toHaveLength(2);
  const [got] = audit.received;
  const event = webhooks.constructEvent(got!.body, signature(got!), created.secret!, 300, undefined, START / 1000);
  expect(event).toMatchObject({ type: "product.created", pending_webhooks: 2 });
});

test("a disabled endpoint hears nothing, a deleted one is gone with what was due to it", async () => {
  const audit = await openReceiver();
  audit.answer = () => 500;
  const { stripe, sandbox, pass } = await openTestStripe();
  const { id } = await stripe.webhookEndpoints.create({ url: audit.url, enabled_events: ["*"] });
  await stripe.webhookEndpoints.update(id, { disabled: true });
  await stripe.products.create({ name: "unheard" });
  await sandbox.tick();
  expect(audit.received).toEqual([]);
  await stripe.webhookEndpoints.update(id, { disabled: false });
  await stripe.products.create({ name: "heard" });
  await sandbox.tick();
  expect(await stripe.webhookEndpoints.del(id)).toMatchObject({ deleted: true });
  await pass(2 * HOUR);
  expect(audit.received).toHaveLength(1);
  await expect(stripe.webhookEndpoints.retrieve(id)).rejects.toMatchObject({ statusCode: 404 });
});

test("the host's endpoint keeps its deliveries while it points nowhere, and gets them where it points next", async () => {
  const [before, after] = [await openReceiver(), await openReceiver()];
  const test = await openTestStripe({ webhookUrl: before.url });
  test.sandbox.pointWebhooksAt(null);
  await test.stripe.customers.create({ name: "Lena" });
  await test.sandbox.tick();
  test.sandbox.pointWebhooksAt(after.url);
  await test.sandbox.tick();
  expect([before.received.length, after.received.length]).toEqual([0, 1]);
  expect(() => test.sandbox.pointWebhooksAt("ftp://example.com")).toThrow("can't be pointed");
});

test("an endpoint that nobody ever pointed owes nothing", async () => {
  const shop = await openReceiver();
  const test = await openTestStripe();
  await test.stripe.customers.create({ name: "Lena" });
  test.sandbox.pointWebhooksAt(shop.url);
  await test.sandbox.tick();
  expect(shop.received).toEqual([]);
});
