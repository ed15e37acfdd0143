import Sqlite from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { checkOut, orderReaches, pay, serversOf, stripeCall } from "./shop/purchase.ts";
import { exampleCatalog, openShop, type RunningShop } from "./shop/running-shop.ts";
import { deliver, eventBody, signed } from "./shop/webhook.ts";

const secretOf = (shop: RunningShop) => shop.sandbox.keys.stripe_webhook_secret;

/** Delivers an event about an object as Stripe has it, and waits until it is settled; answers its row. */
async function tell(shop: RunningShop, type: string, route: string) {
  const body = eventBody(type, await stripeCall(shop, "GET", route));
  expect((await deliver(shop, signed(body, secretOf(shop)))).status).toBe(200);
  const { id } = JSON.parse(body) as { id: string };
  const row = () =>
    shop.db.prepare("SELECT outcome, reason_code, order_id FROM stripe_events_log WHERE event_id = ?").get(id);
  await vi.waitFor(() => expect(row()).not.toMatchObject({ outcome: "journaled" }));
  return row;
}

const only = async (shop: RunningShop, list: string) => {
  const { data } = (await stripeCall(shop, "GET", `${list}?limit=1`)) as unknown as { data: { id: string }[] };
  return `${list}/${data[0]!.id}`;
};

test("a refund that is told before its payment is kept with the order, and ends it once the payment is known", async () => {
  const shop = await openShop({ webhooks: false });
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  const charge = await only(shop, "/v1/charges");
  await stripeCall(shop, "POST", "/v1/refunds", { charge: charge.split("/").at(-1)! });
  const refund = await tell(shop, "charge.refunded", charge);
  expect(refund()).toMatchObject({ outcome: "applied", order_id: orderId });
  await orderReaches(shop, orderId, { status: "pending", payment_state: "unpaid" });
  await tell(shop, "checkout.session.completed", `/v1/checkout/sessions/${sessionId}`);
  await orderReaches(shop, orderId, { status: "refunded", payment_state: "refunded" });
  expect(await serversOf(shop, orderId)).toEqual([]);
});

test("an event that names an order which is not here is held, and applied when the order appears", async () => {
  const shop = await openShop({ webhooks: false });
  const here = await checkOut(shop);
  const orderId = `${here.orderId.slice(0, -4)}ZZZZ`; // an order that another program wrote
  const metadata = { "metadata[order_id]": orderId, "subscription_data[metadata][order_id]": orderId };
  const session = await stripeCall(shop, "POST", "/v1/checkout/sessions", {
    mode: "subscription",
    success_url: "https://shop.example/ok",
    "line_items[0][price]": exampleCatalog().plans[0]!.prices.monthly!.stripe_price_id,
    "line_items[0][quantity]": "1",
    ...metadata,
  });
  await pay(shop, String(session["id"]));
  const told = await tell(shop, "customer.subscription.created", await only(shop, "/v1/subscriptions"));
  const paid = await tell(shop, "checkout.session.completed", `/v1/checkout/sessions/${String(session["id"])}`);
  expect([told(), paid()]).toMatchObject([
    { outcome: "held", reason_code: "ORDER_UNKNOWN" },
    { outcome: "held", reason_code: "PAYMENT_WITHOUT_ORDER" },
  ]);
  copyOrder(shop, here.orderId, orderId);
  const completed = await tell(shop, "invoice.paid", await only(shop, "/v1/invoices"));
  expect(completed()).toMatchObject({ outcome: "applied", order_id: orderId });
  const again = await tell(shop, "checkout.session.completed", `/v1/checkout/sessions/${String(session["id"])}`);
  expect(again()).toMatchObject({ outcome: "applied", order_id: orderId });
  await orderReaches(shop, orderId, { status: "provisioned", payment_state: "paid" });
  await vi.waitFor(() =>
    expect([told(), paid()]).toMatchObject([
      { outcome: "applied", order_id: orderId },
      { outcome: "applied", order_id: orderId },
    ]),
  );
  expect(await serversOf(shop, orderId)).toHaveLength(1);
  const open = "SELECT code FROM findings WHERE closed_at IS NULL AND code = 'PAYMENT_WITHOUT_ORDER'";
  expect(shop.db.prepare(open).all()).toEqual([]);
});

/** Writes an order as another program would: without a word to the engine. */
function copyOrder(shop: RunningShop, from: string, to: string): void {
  const db = new Sqlite(shop.db.name);
  const row = db.prepare("SELECT * FROM orders WHERE id = ?").get(from) as Record<string, unknown>;
  const names = Object.keys(row);
  db.prepare(`INSERT INTO orders (${names.join()}) VALUES (${names.map((name) => `@${name}`).join()})`).run({
    ...row,
    id: to,
  });
  db.close();
}
