import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { checkOut, orderReaches, orderRecord, pay, serversOf, stripeCall } from "./shop/purchase.ts";
import { exampleCatalog, openShop, type RunningShop } from "./shop/running-shop.ts";

/** A shop with one order that runs. */
async function shopWithServer() {
  const shop = await openShop();
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  const order = await orderReaches(shop, orderId, { status: "provisioned" });
  return { shop, orderId, order };
}

const suspended = (shop: RunningShop, orderId: string, is: boolean) =>
  vi.waitFor(async () => expect(await serversOf(shop, orderId)).toMatchObject([{ suspended: is }]), {
    timeout: 10_000,
  });

const chargeOf = async (shop: RunningShop) => {
  const { data } = (await stripeCall(shop, "GET", "/v1/charges?limit=1")) as unknown as {
    data: { id: string; amount: number }[];
  };
  return data[0]!;
};

test("a full refund ends the order and suspends its server", async () => {
  const { shop, orderId } = await shopWithServer();
  await stripeCall(shop, "POST", "/v1/refunds", { charge: (await chargeOf(shop)).id });
  await orderReaches(shop, orderId, { status: "refunded", payment_state: "refunded", service_state: "suspended" });
  await suspended(shop, orderId, true);
  const open = () => shop.db.prepare("SELECT code FROM findings WHERE subject = ? AND closed_at IS NULL").all(orderId);
  await vi.waitFor(() => expect(open()).toEqual([{ code: "REFUNDED_STILL_BILLED" }]));
  const { stripe_subscription_id: subscription } = orderRecord(shop, orderId);
  await stripeCall(shop, "DELETE", `/v1/subscriptions/${subscription}`);
  await vi.waitFor(() => expect(open()).toEqual([]));
});

test("a partial refund is a finding, and the server goes on", async () => {
  const { shop, orderId } = await shopWithServer();
  await stripeCall(shop, "POST", "/v1/refunds", { charge: (await chargeOf(shop)).id, amount: "500" });
  const finding = () => shop.db.prepare("SELECT code, says FROM findings WHERE subject = ?").get(orderId);
  await vi.waitFor(() =>
    expect(finding()).toMatchObject({ code: "PARTIAL_REFUND", says: expect.stringContaining("$5.00 of $12.00") }),
  );
  expect(orderRecord(shop, orderId)).toMatchObject({
    status: "provisioned",
    payment_state: "paid",
    service_state: "active",
  });
});

test("a cancellation at the period's end is shown, and can be taken back", async () => {
  const { shop, orderId, order } = await shopWithServer();
  const route = `/v1/subscriptions/${order.stripe_subscription_id}`;
  await stripeCall(shop, "POST", route, { cancel_at_period_end: "true" });
  await orderReaches(shop, orderId, { status: "provisioned", service_state: "canceling" });
  await stripeCall(shop, "POST", route, { cancel_at_period_end: "false" });
  await orderReaches(shop, orderId, { service_state: "active" });
});

test("a subscription that ended suspends the server and leaves the order provisioned", async () => {
  const { shop, orderId, order } = await shopWithServer();
  await stripeCall(shop, "DELETE", `/v1/subscriptions/${order.stripe_subscription_id}`);
  await orderReaches(shop, orderId, { status: "provisioned", service_state: "suspended" });
  await suspended(shop, orderId, true);
});

test("an amount that is not the plan's is kept as paid, and gets a server only when an operator says so", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-catalog-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const catalog = exampleCatalog();
  catalog.plans.find((plan) => plan.id === "paper-4gb")!.prices.monthly!.amount += 100;
  const catalogFile = path.join(folder, "catalog.json");
  writeFileSync(catalogFile, JSON.stringify(catalog));
  const shop = await openShop({ catalogFile });
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  const order = await orderReaches(shop, orderId, {
    status: "error",
    error_code: "AMOUNT_MISMATCH",
    payment_state: "paid",
  });
  expect(order.error_message).toMatch(/\$12\.00.*\$13\.00/);
  expect(await shop.engine.ops.retry(orderId, "tester")).toMatchObject({
    ok: false,
    error: { code: "ORDER_TRANSITION_REFUSED" },
  });
  expect(await serversOf(shop, orderId)).toEqual([]);
});

test("a webhook that never came is made up for by catch-up", async () => {
  const shop = await openShop({ webhooks: false });
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  expect(orderRecord(shop, orderId).status).toBe("pending");
  await shop.engine.ops.reconcile("tester");
  await orderReaches(shop, orderId, { status: "provisioned" });
  expect(shop.db.prepare("SELECT DISTINCT source FROM stripe_events_log").all()).toEqual([{ source: "catch_up" }]);
});

test("what happened while no engine ran is found at the next start, and once only", async () => {
  const shop = await openShop({ webhooks: false });
  const { orderId, sessionId } = await checkOut(shop);
  await shop.engine.stop();
  await pay(shop, sessionId);
  const again = await shop.restart();
  await orderReaches(again, orderId, { status: "provisioned" });
  expect(await serversOf(again, orderId)).toHaveLength(1);
});

test("a payment that no order here has is reported with its Session", async () => {
  const shop = await openShop();
  const price = exampleCatalog().plans[0]!.prices.monthly!.stripe_price_id;
  const session = await stripeCall(shop, "POST", "/v1/checkout/sessions", {
    mode: "subscription",
    success_url: "https://old-shop.example/ok",
    "line_items[0][price]": price,
    "line_items[0][quantity]": "1",
  });
  await pay(shop, String(session["id"]));
  const findings = () => shop.db.prepare("SELECT code, subject FROM findings").all();
  await vi.waitFor(() => expect(findings()).toContainEqual({ code: "PAYMENT_WITHOUT_ORDER", subject: session["id"] }));
});

test("a Session that Stripe made and that was not stored, since the engine died in between, is found again", async () => {
  const shop = await openShop({ webhooks: false });
  const { orderId, sessionId } = await checkOut(shop);
  const writable = new Sqlite(shop.db.name);
  writable.exec("DELETE FROM order_sessions");
  writable.close();
  await shop.engine.ops.reconcile("tester");
  const stored = shop.db
    .prepare("SELECT order_id, status FROM order_sessions WHERE stripe_session_id = ?")
    .get(sessionId);
  expect(stored).toEqual({ order_id: orderId, status: "open" });
});
