import { safe } from "@orpc/client";
import { expect, test } from "vitest";
import { auditOf, holdsOf, livingShopWithServer, newestCharge, openFindings, panelSays } from "./shop/life.ts";
import { checkOut, orderReaches, orderRecord, stripeCall } from "./shop/purchase.ts";
import { openConsole } from "./shop/console.ts";
import { openShop } from "./shop/running-shop.ts";

const WHY = "Asked for by the customer";

test("a suspension stops the server until it is taken back, and both are audited with before and after", async () => {
  const { shop, console, orderId } = await livingShopWithServer();
  const suspended = await console.acts.suspend({ orderId, reason: WHY });
  expect(suspended).toMatchObject({ says: "The server is suspended.", order: { serviceState: "suspended" } });
  await panelSays(shop, orderId, { suspended: true });
  await console.acts.suspend({ orderId, reason: WHY });
  expect(holdsOf(shop, orderId)).toEqual(["operator"]);
  const released = await console.acts.unsuspend({ orderId, reason: "It was paid by bank" });
  expect(released).toMatchObject({ says: "The server runs again.", order: { serviceState: "active" } });
  await panelSays(shop, orderId, { suspended: false });
  const last = auditOf(shop, orderId).at(-1)!;
  expect(last).toMatchObject({ actor: "Ines", act: "unsuspend_service", reason: "It was paid by bank" });
  expect(JSON.parse(last.before!)).toMatchObject({ serviceState: "suspended", held: WHY });
  expect(JSON.parse(last.after!)).toMatchObject({ serviceState: "active" });
  expect(await console.acts.unsuspend({ orderId, reason: WHY })).toMatchObject({ says: "Nothing held the service." });
});

test("an operator releases nothing that money or a subscription holds", async () => {
  const { shop, console, orderId, order } = await livingShopWithServer();
  await console.acts.suspend({ orderId, reason: WHY });
  await stripeCall(shop, "DELETE", `/v1/subscriptions/${order.stripe_subscription_id}`);
  await expect.poll(() => holdsOf(shop, orderId)).toEqual(["ended", "operator"]);
  const half = await console.acts.unsuspend({ orderId, reason: WHY });
  expect(half).toMatchObject({
    says: "It stays suspended. The subscription ended.",
    order: { serviceState: "suspended" },
  });
  const { error } = await safe(console.acts.unsuspend({ orderId, reason: WHY }));
  expect(error).toMatchObject({
    code: "SERVICE_HELD",
    message: "The subscription ended. It runs again when that is over.",
  });
  await panelSays(shop, orderId, { suspended: true });
});

test("an unpaid order has nothing to suspend, reinstall, refund or delete, and says why", async () => {
  const shop = await openShop();
  const console = openConsole(shop);
  const { orderId } = await checkOut(shop);
  const refusals = [
    [console.acts.suspend({ orderId, reason: WHY }), "ORDER_TRANSITION_REFUSED", /not paid/],
    [console.acts.reinstall({ orderId, reason: WHY }), "ORDER_TRANSITION_REFUSED", /no server yet/],
    [console.acts.terminate({ orderId, at: null, reason: WHY }), "ORDER_TRANSITION_REFUSED", /no server yet/],
    [console.acts.refund({ orderId, amount: null, reason: WHY }), "NOTHING_TO_REFUND", /not paid/],
    [console.acts.provision({ orderId }), "ORDER_TRANSITION_REFUSED", /not paid/],
    [console.acts.suspend({ orderId: "ord_unknown", reason: WHY }), "ORDER_NOT_FOUND", /no order ord_unknown/],
  ] as const;
  for (const [act, code, says] of refusals)
    expect((await safe(act as Promise<unknown>)).error).toMatchObject({
      code,
      message: expect.stringMatching(says) as string,
    });
  const { error } = await safe(console.acts.suspend({ orderId, reason: " x " }));
  expect(error).toMatchObject({ message: "reason: Say why, for the audit" });
  expect(auditOf(shop, orderId).map(({ act }) => act)).toEqual(["create_order"]);
});

test("a refund gives the money back once, however often the button is pressed at once", async () => {
  const { shop, console, orderId } = await livingShopWithServer();
  const ask = () => console.acts.refund({ orderId, amount: 500, reason: WHY });
  const both = await Promise.all([ask(), ask()]);
  for (const { says } of both) expect(says).toBe("$5.00 goes back to the customer.");
  expect(await newestCharge(shop)).toMatchObject({ amount: 1_200, amount_refunded: 500 });
  expect(openFindings(shop, orderId)).toEqual(["PARTIAL_REFUND"]);
  expect(orderRecord(shop, orderId)).toMatchObject({ status: "provisioned", payment_state: "paid" });
  await ask(); // another one, meant
  expect(await newestCharge(shop)).toMatchObject({ amount_refunded: 1_000 });
  const { error } = await safe(ask());
  expect(error).toMatchObject({
    code: "NOTHING_TO_REFUND",
    message: "$5.00 is more than the $2.00 that are left of this payment.",
  });
});

test("a full refund ends the order, and its subscription where that is asked for", async () => {
  const { shop, console, orderId, order } = await livingShopWithServer();
  const done = await console.acts.refund({ orderId, amount: null, reason: WHY, cancelSubscription: true });
  expect(done.says).toBe("$12.00 goes back to the customer. The subscription has ended.");
  expect(done.order).toMatchObject({ status: "refunded", paymentState: "refunded", serviceState: "suspended" });
  const subscription = await stripeCall(shop, "GET", `/v1/subscriptions/${order.stripe_subscription_id}`);
  expect(subscription).toMatchObject({ status: "canceled" });
  await panelSays(shop, orderId, { suspended: true });
  expect(JSON.parse(auditOf(shop, orderId).at(-1)!.after!)).toMatchObject({
    refunded: 1_200,
    cancelSubscription: true,
  });
  const { error } = await safe(console.acts.refund({ orderId, amount: null, reason: WHY }));
  expect(error).toMatchObject({ code: "NOTHING_TO_REFUND" });
});

test("a cancellation is set, taken back and done, and done again changes nothing", async () => {
  const { shop, console, orderId, order } = await livingShopWithServer();
  const cancel = async (when: "now" | "period_end" | "never") =>
    (await console.acts.cancel({ orderId, when, reason: WHY })).order.serviceState;
  expect(await cancel("period_end")).toBe("canceling");
  expect(await cancel("period_end")).toBe("canceling");
  expect(await cancel("never")).toBe("active");
  expect(await cancel("period_end")).toBe("canceling");
  expect(await cancel("now")).toBe("suspended");
  expect(await cancel("now")).toBe("suspended");
  expect(orderRecord(shop, orderId)).toMatchObject({ status: "provisioned" });
  const subscription = await stripeCall(shop, "GET", `/v1/subscriptions/${order.stripe_subscription_id}`);
  expect(subscription).toMatchObject({ status: "canceled" });
  const { error } = await safe(console.acts.cancel({ orderId, when: "never", reason: WHY }));
  expect(error).toMatchObject({ message: "The subscription has ended. It can't be taken up again." });
});

test("an unpaid order is canceled with its link, which then takes no money", async () => {
  const shop = await openShop();
  const console = openConsole(shop);
  const { orderId, sessionId } = await checkOut(shop);
  const done = await console.acts.cancel({ orderId, when: "now", reason: WHY });
  expect(done.order).toMatchObject({ status: "canceled", paymentState: "unpaid", paymentUrl: null });
  expect(await stripeCall(shop, "GET", `/v1/checkout/sessions/${sessionId}`)).toMatchObject({ status: "expired" });
  await console.acts.cancel({ orderId, when: "now", reason: WHY });
  await orderReaches(shop, orderId, { status: "canceled" });
});
