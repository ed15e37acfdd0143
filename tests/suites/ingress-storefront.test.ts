import { SignJWT, UnsecuredJWT } from "jose";
import { expect, test } from "vitest";
import { checkOut, orderReaches, pay, PURCHASE, serversOf } from "./shop/purchase.ts";
import { openShop, type RunningShop } from "./shop/running-shop.ts";

const createSession = (shop: RunningShop, body: unknown, headers: Record<string, string> = {}) =>
  shop.ask("/api/checkout/create-session", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

// Tried again where another test took the processor meanwhile: what is promised is the product's time, not the machine's.
test(
  "the storefront's own call, a payment, and the server is listed, all within three seconds",
  { retry: 3 },
  async () => {
    const shop = await openShop();
    const beganAt = Date.now();
    const { orderId, sessionId, url } = await checkOut(shop);
    expect(url).toContain(sessionId);
    await pay(shop, sessionId);
    const order = await orderReaches(shop, orderId, {
      status: "provisioned",
      payment_state: "paid",
      service_state: "active",
    });
    expect(Date.now() - beganAt).toBeLessThan(3_000);
    expect(order.ptero_server_id).toBeTypeOf("number");
    expect(order.ptero_identifier).toMatch(/^[0-9a-f]{8}$/);
    const listed = (await (await shop.ask("/api/servers")).json()) as { servers: Record<string, unknown>[] };
    expect(listed.servers).toMatchObject([
      {
        id: orderId,
        user_id: "customer-1",
        status: "provisioned",
        ptero_server_id: order.ptero_server_id,
        ptero_identifier: order.ptero_identifier,
        game: "minecraft",
        ram_gb: 4,
        plan_name: "Paper 4 GB",
        address: expect.stringMatching(/^.+:\d+$/),
        error_message: null,
      },
    ]);
    expect(
      shop.db.prepare("SELECT status, payment_status FROM order_sessions WHERE stripe_session_id = ?").get(sessionId),
    ).toEqual({ status: "complete", payment_status: "paid" });
    expect(
      shop.db.prepare("SELECT count(*) AS n FROM stripe_events_log WHERE order_id = ? AND processed = 1").get(orderId),
    ).toMatchObject({ n: expect.any(Number) });
    expect(await serversOf(shop, orderId)).toHaveLength(1);
  },
);

test("another customer sees neither the order nor the server", async () => {
  const shop = await openShop();
  const { orderId } = await checkOut(shop);
  expect((await shop.ask(`/api/orders/${orderId}`)).status).toBe(200);
  expect((await shop.ask(`/api/orders/${orderId}`, { as: "somebody-else" })).status).toBe(404);
  const theirs = (await (await shop.ask("/api/orders", { as: "somebody-else" })).json()) as { orders: unknown[] };
  expect(theirs.orders).toEqual([]);
});

test.each([
  ["no token", async () => ""],
  ["alg none", async () => `Bearer ${new UnsecuredJWT({ sub: "customer-1" }).encode()}`],
  ["another shop's secret", async () => `Bearer ${await tokenWith("f".repeat(40), "5m")}`],
  ["an expired token", async (secret: string) => `Bearer ${await tokenWith(secret, "-1m")}`],
  ["no JWT at all", async () => "Bearer hello"],
  ["another scheme", async () => "Basic Y3VzdG9tZXI6cHc="],
])("%s is 401 on every customer route", async (_, header) => {
  const shop = await openShop();
  const authorization = await header(shop.sandbox.keys.jwt_secret);
  for (const route of ["/api/orders", "/api/servers", "/api/orders/ord_1"]) {
    const answer = await fetch(new URL(route, shop.engine.ingressUrl), { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: "Unauthorized", code: expect.stringMatching(/^TOKEN_/) });
  }
  expect((await createSession(shop, PURCHASE, { authorization })).status).toBe(401);
});

const tokenWith = (secret: string, expires: string) =>
  new SignJWT({})
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("customer-1")
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));

test.each([
  [400, "FIELD_REFUSED", { ...PURCHASE, plan_id: undefined }, "plan_id"],
  [400, "FIELD_REFUSED", { ...PURCHASE, item_type: undefined }, "item_type"],
  [400, "FIELD_REFUSED", { ...PURCHASE, term: "weekly" }, "term"],
  [400, "FIELD_REFUSED", { ...PURCHASE, server_name: "<script>" }, "server_name"],
  [400, "FIELD_REFUSED", { ...PURCHASE, server_name: "x".repeat(65) }, "server_name"],
  [400, "FIELD_REFUSED", "{not json", "the body"],
  [400, "REGION_UNKNOWN", { ...PURCHASE, region: "mars" }, "mars"],
  [400, "ADDON_UNKNOWN", { ...PURCHASE, addons: ["gold"] }, "gold"],
  [404, "PLAN_NOT_FOUND", { ...PURCHASE, plan_id: "nope" }, "nope"],
  [404, "PLAN_NOT_FOUND", { ...PURCHASE, item_type: "voice" }, "paper-4gb"],
])("a checkout is refused with %i %s, naming what is wrong, and writes no order", async (status, code, body, named) => {
  const shop = await openShop();
  const answer = await createSession(shop, body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code, message: expect.stringContaining(named) });
  expect(shop.db.prepare("SELECT count(*) AS n FROM orders").get()).toEqual({ n: 0 });
});

test("a region without room is refused before any money moves", async () => {
  const shop = await openShop();
  const answer = await createSession(shop, { ...PURCHASE, region: "eu-north" });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: "NO_CAPACITY" });
});

test("a body over 64 KiB is 413", async () => {
  const shop = await openShop();
  expect((await createSession(shop, { ...PURCHASE, server_name: "x".repeat(70_000) })).status).toBe(413);
});

test("when Stripe does not answer, the order is kept as error and says so", async () => {
  const shop = await openShop({
    engine: { stripe: { secretKey: "sk_test_nobody", webhookSecrets: [], apiBase: "http://127.0.0.1:9" } },
  });
  const answer = await createSession(shop, PURCHASE);
  expect(answer.status).toBe(502);
  expect(await answer.json()).toMatchObject({ code: "STRIPE_UNREACHABLE" });
  const { orders } = (await (await shop.ask("/api/orders")).json()) as { orders: Record<string, unknown>[] };
  expect(orders).toMatchObject([
    { status: "error", payment_state: "unpaid", error_message: expect.stringContaining("Stripe") },
  ]);
}, 15_000);

test("when the panel can't be asked and nothing is known of it, the checkout is 503", async () => {
  const shop = await openShop({ engine: { panel: { url: "http://127.0.0.1:9", apiKey: "ptla_x" } } });
  const answer = await createSession(shop, PURCHASE);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: "PANEL_UNREACHABLE" });
});

test("a wrong method is 405 with Allow, an unknown address 404", async () => {
  const shop = await openShop();
  const wrong = await shop.ask("/api/stripe/webhook");
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get("allow")).toBe("POST");
  expect((await shop.ask("/api/nothing")).status).toBe(404);
});

test("plans are told with their prices and the regions that have room", async () => {
  const shop = await openShop();
  const told = (await (await fetch(new URL("/api/plans", shop.engine.ingressUrl))).json()) as {
    plans: Record<string, unknown>[];
  };
  expect(told.plans[0]).toMatchObject({
    id: "paper-4gb",
    ram_mb: 4096,
    ram_gb: 4,
    prices: { monthly: { amount: 1200, currency: "usd" } },
    regions: expect.arrayContaining([expect.objectContaining({ id: "us-central", available: true })]),
  });
});

test("health says who answers", async () => {
  const shop = await openShop();
  const answer = await fetch(new URL("/health", shop.engine.ingressUrl));
  expect(await answer.json()).toMatchObject({
    status: "ok",
    service: "waybill",
    version: "0.0.0-test",
    timestamp: expect.any(String),
  });
});
