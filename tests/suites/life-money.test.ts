import { expect, test, vi } from "vitest";
import { catalogFileWith, planIn } from "./shop/catalog-file.ts";
import {
  holdsOf,
  livingShopWithServer,
  newestCharge,
  openFindings,
  openLivingShop,
  panelSays,
  passAtStripe,
} from "./shop/life.ts";
import { orderReaches, orderRecord, stripeCall } from "./shop/purchase.ts";
import { deliver, eventBody, signed } from "./shop/webhook.ts";

const WHY = "Agreed with the customer";
const running = { status: "provisioned", payment_state: "paid", service_state: "active" } as const;

test("a dispute takes the money and stops the server; won, both come back", async () => {
  const { shop, orderId } = await livingShopWithServer();
  const dispute = await stripeCall(shop, "POST", `/sandbox/charges/${(await newestCharge(shop)).id}/dispute`);
  await orderReaches(shop, orderId, { status: "provisioned", payment_state: "disputed", service_state: "suspended" });
  await panelSays(shop, orderId, { suspended: true });
  await stripeCall(shop, "POST", `/sandbox/disputes/${String(dispute["id"])}/decide`, { outcome: "won" });
  await orderReaches(shop, orderId, running);
  await panelSays(shop, orderId, { suspended: false });
});

test("a dispute that is won releases nothing that another reason still holds", async () => {
  const { shop, console, orderId, order } = await livingShopWithServer();
  const dispute = await stripeCall(shop, "POST", `/sandbox/charges/${(await newestCharge(shop)).id}/dispute`);
  await orderReaches(shop, orderId, { payment_state: "disputed" });
  await console.acts.suspend({ orderId, reason: WHY });
  await stripeCall(shop, "DELETE", `/v1/subscriptions/${order.stripe_subscription_id}`);
  await expect.poll(() => holdsOf(shop, orderId)).toEqual(["disputed", "ended", "operator"]);
  await stripeCall(shop, "POST", `/sandbox/disputes/${String(dispute["id"])}/decide`, { outcome: "won" });
  await orderReaches(shop, orderId, { status: "provisioned", payment_state: "paid", service_state: "suspended" });
  expect(holdsOf(shop, orderId)).toEqual(["ended", "operator"]);
  await console.acts.unsuspend({ orderId, reason: WHY });
  expect(orderRecord(shop, orderId)).toMatchObject({ service_state: "suspended" });
  await panelSays(shop, orderId, { suspended: true });
});

test("a dispute that is lost stays, and tells a person what still bills", async () => {
  const { shop, orderId } = await livingShopWithServer();
  const dispute = await stripeCall(shop, "POST", `/sandbox/charges/${(await newestCharge(shop)).id}/dispute`);
  await stripeCall(shop, "POST", `/sandbox/disputes/${String(dispute["id"])}/decide`, { outcome: "lost" });
  await expect.poll(() => openFindings(shop, orderId)).toEqual(["DISPUTE_LOST"]);
  await orderReaches(shop, orderId, { payment_state: "disputed", service_state: "suspended" });
});

test("a bank that only asks takes nothing and stops nothing", async () => {
  const { shop, orderId } = await livingShopWithServer();
  const charge = (await newestCharge(shop)).id;
  const inquiry = await stripeCall(shop, "POST", `/sandbox/charges/${charge}/dispute`, { inquiry: "true" });
  await expect.poll(() => openFindings(shop, orderId)).toEqual(["DISPUTE_INQUIRY"]);
  expect(orderRecord(shop, orderId)).toMatchObject(running);
  await stripeCall(shop, "POST", `/sandbox/disputes/${String(inquiry["id"])}/decide`, { outcome: "won" });
  await expect.poll(() => openFindings(shop, orderId)).toEqual([]);
});

test("a fraud warning is a finding, and the server goes on", async () => {
  const { shop, orderId } = await livingShopWithServer();
  await stripeCall(shop, "POST", `/sandbox/charges/${(await newestCharge(shop)).id}/warn_of_fraud`);
  await expect.poll(() => openFindings(shop, orderId)).toEqual(["EARLY_FRAUD_WARNING"]);
  expect(orderRecord(shop, orderId)).toMatchObject(running);
});

test("a fraud warning suspends where the settings say so, until a person lets it go", async () => {
  const { shop, console, orderId } = await livingShopWithServer();
  await console.settings.changeLife({ onFraudWarning: "suspend" });
  await stripeCall(shop, "POST", `/sandbox/charges/${(await newestCharge(shop)).id}/warn_of_fraud`);
  await orderReaches(shop, orderId, { payment_state: "paid", service_state: "suspended" });
  await panelSays(shop, orderId, { suspended: true });
  const done = await console.acts.unsuspend({ orderId, reason: "The customer called and is real" });
  expect(done.order).toMatchObject({ serviceState: "active" });
  const { data } = (await stripeCall(shop, "GET", "/v1/radar/early_fraud_warnings")) as unknown as {
    data: { id: string }[];
  };
  const again = eventBody("radar.early_fraud_warning.updated", data[0]!);
  expect((await deliver(shop, signed(again, shop.sandbox.keys.stripe_webhook_secret))).status).toBe(200);
  const { id } = JSON.parse(again) as { id: string };
  const told = shop.db.prepare("SELECT outcome FROM stripe_events_log WHERE event_id = ?");
  await vi.waitFor(() => expect(told.get(id)).toMatchObject({ outcome: "applied" }));
  expect([holdsOf(shop, orderId), orderRecord(shop, orderId).service_state]).toEqual([[], "active"]);
});

test("a plan's refund policy suspends for a part, and deletes after its days for the whole", async () => {
  const catalogFile = catalogFileWith((catalog) => {
    planIn(catalog, "paper-4gb").refund_policy = { delete_after_days: 5, partial: "suspend" };
  });
  const { shop, console, orderId } = await livingShopWithServer({ catalogFile });
  await console.acts.refund({ orderId, amount: 100, reason: WHY });
  await orderReaches(shop, orderId, { ...running, service_state: "suspended" });
  expect(holdsOf(shop, orderId)).toEqual(["partly_refunded"]);
  await console.acts.refund({ orderId, amount: null, reason: WHY });
  await orderReaches(shop, orderId, { status: "refunded", payment_state: "refunded" });
  expect(holdsOf(shop, orderId)).toEqual(["refunded"]);
  const [announced] = await console.acts.scheduled();
  expect(announced).toMatchObject({ orderId, cause: "policy:refunded" });
  expect(Math.round((announced!.dueAt - Date.now()) / 86_400_000)).toBe(5);
});

test("a refund of the running period ends the order, whichever renewal paid it", async () => {
  const { shop, orderId } = await livingShopWithServer();
  const first = (await newestCharge(shop)).id;
  await passAtStripe(shop, 32);
  await vi.waitFor(async () => expect((await newestCharge(shop)).id).not.toBe(first), { timeout: 10_000 });
  const renewal = (await newestCharge(shop)).id;
  await stripeCall(shop, "POST", "/v1/refunds", { charge: renewal });
  await orderReaches(shop, orderId, { status: "refunded", payment_state: "refunded" });
});

test("a paused subscription stops the server, a resumed one starts it", async () => {
  const { shop, orderId, order } = await livingShopWithServer();
  const route = `/v1/subscriptions/${order.stripe_subscription_id}`;
  await stripeCall(shop, "POST", `${route}/pause`, {
    type: "subscription",
    "bill_for[unused_time_from][type]": "none",
  });
  await orderReaches(shop, orderId, { ...running, service_state: "suspended" });
  await panelSays(shop, orderId, { suspended: true });
  await stripeCall(shop, "POST", `${route}/resume`, { billing_cycle_anchor: "now" });
  await orderReaches(shop, orderId, running);
  await panelSays(shop, orderId, { suspended: false });
});

test("a pause of the collection alone stops the server by the settings", async () => {
  const { shop, console, orderId, order } = await livingShopWithServer();
  const route = `/v1/subscriptions/${order.stripe_subscription_id}`;
  await stripeCall(shop, "POST", route, { "pause_collection[behavior]": "void" });
  await orderReaches(shop, orderId, { service_state: "suspended" });
  await stripeCall(shop, "POST", route, { pause_collection: "" });
  await orderReaches(shop, orderId, { service_state: "active" });
  await console.settings.changeLife({ onPausedCollection: "keep" });
  await stripeCall(shop, "POST", route, { "pause_collection[behavior]": "void", cancel_at_period_end: "true" });
  await orderReaches(shop, orderId, { service_state: "canceling" });
});

test("orders of other shops on the same account move nothing here", async () => {
  const { shop } = await openLivingShop();
  const customer = await stripeCall(shop, "POST", "/v1/customers", { email: "other@example.com" });
  await stripeCall(shop, "POST", "/v1/payment_methods/pm_card_visa/attach", { customer: String(customer["id"]) });
  const intent = await stripeCall(shop, "POST", "/v1/payment_intents", {
    amount: "500",
    currency: "usd",
    customer: String(customer["id"]),
    payment_method: "pm_card_visa",
    confirm: "true",
  });
  await stripeCall(shop, "POST", "/v1/refunds", { payment_intent: String(intent["id"]) });
  const told = () =>
    shop.db.prepare("SELECT outcome FROM stripe_events_log WHERE type = 'charge.refunded'").get() as
      { outcome: string } | undefined;
  await vi.waitFor(() => expect(told()).toMatchObject({ outcome: "not_ours" }));
  expect(shop.db.prepare("SELECT count(*) AS n FROM findings").get()).toEqual({ n: 0 });
});
