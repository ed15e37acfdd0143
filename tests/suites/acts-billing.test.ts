import { safe } from "@orpc/client";
import { expect, test, vi } from "vitest";
import { catalogFileWith, planIn } from "./shop/catalog-file.ts";
import { auditOf, beat, livingShopWithServer, openLivingShop, panelSays } from "./shop/life.ts";
import { orderReaches, orderRecord, serversOf, stripeCall } from "./shop/purchase.ts";
import type { RunningShop } from "./shop/running-shop.ts";

const WHY = "Asked for by the customer";
const NEW = {
  email: "mara@example.com",
  planId: "paper-4gb",
  region: "us-central",
  term: "quarterly",
  serverName: "mara-world",
} as const;
const LARGE = { planId: "paper-8gb", term: "monthly" } as const;

/** The customer pays an invoice that was sent by e-mail. */
async function payInvoice(shop: RunningShop, invoice: string): Promise<void> {
  const { customer } = await stripeCall(shop, "GET", `/v1/invoices/${invoice}`);
  const card = await stripeCall(shop, "POST", "/v1/payment_methods/pm_card_visa/attach", {
    customer: String(customer),
  });
  await stripeCall(shop, "POST", `/v1/invoices/${invoice}/pay`, { payment_method: String(card["id"]) });
}

const invoiceOf = (shop: RunningShop, orderId: string): string =>
  (shop.db.prepare("SELECT stripe_invoice_id AS id FROM orders WHERE id = ?").get(orderId) as { id: string }).id;

test("an order by invoice is sent once, waits for its payment, and gets its server then", async () => {
  const { shop, console } = await openLivingShop();
  await console.settings.changeLife({ invoiceDueDays: 10 });
  const requestId = crypto.randomUUID();
  const { says, order } = await console.acts.createByInvoice({ ...NEW, requestId });
  expect(says).toBe("The invoice is on its way to mara@example.com. The server is made when it is paid.");
  expect(order).toMatchObject({ status: "pending", paymentState: "unpaid", price: { amount: 3_300, currency: "usd" } });
  const invoice = invoiceOf(shop, order.id);
  expect(await stripeCall(shop, "GET", `/v1/invoices/${invoice}`)).toMatchObject({
    status: "open",
    collection_method: "send_invoice",
    amount_due: 3_300,
    customer_email: "mara@example.com",
  });
  expect((await console.acts.createByInvoice({ ...NEW, requestId })).order.id).toBe(order.id);
  expect((await stripeCall(shop, "GET", "/v1/subscriptions?status=all"))["data"]).toHaveLength(1);
  expect((await console.acts.standing({ orderId: order.id })).paymentReference).toMatch(/^http/);
  expect(await serversOf(shop, order.id)).toEqual([]);
  await payInvoice(shop, invoice);
  await orderReaches(shop, order.id, { status: "provisioned", payment_state: "paid" });
  const { trace } = await console.orders.get({ orderId: order.id });
  expect(trace.slice(2, 6).map(({ state }) => state)).toEqual(Array(4).fill("proved"));
});

test("an unpaid invoice's order is canceled with its invoice and its subscription", async () => {
  const { shop, console } = await openLivingShop();
  const { order } = await console.acts.createByInvoice(NEW);
  const done = await console.acts.cancel({ orderId: order.id, when: "now", reason: WHY });
  expect(done.order).toMatchObject({ status: "canceled", paymentState: "unpaid" });
  expect(await stripeCall(shop, "GET", `/v1/invoices/${invoiceOf(shop, order.id)}`)).toMatchObject({ status: "void" });
  const { stripe_subscription_id: subscription } = orderRecord(shop, order.id);
  expect(await stripeCall(shop, "GET", `/v1/subscriptions/${subscription}`)).toMatchObject({ status: "canceled" });
});

test("a change of plan is refused before any money moves where it does not fit", async () => {
  const catalogFile = catalogFileWith((catalog) => {
    planIn(catalog, "paper-8gb").ram_mb = 10_000_000;
  });
  const { shop, console, orderId, order } = await livingShopWithServer({ catalogFile });
  expect(await console.acts.quotePlan({ orderId, ...LARGE })).toMatchObject({
    price: { amount: 2_200 },
    refusal: { code: "NO_CAPACITY", says: expect.stringContaining("more are needed") as string },
  });
  const { error } = await safe(console.acts.changePlan({ orderId, ...LARGE, reason: WHY }));
  expect(error).toMatchObject({
    code: "NO_CAPACITY",
    message: expect.stringMatching(/^Node .* more are needed\.$/) as string,
  });
  const subscription = (await stripeCall(
    shop,
    "GET",
    `/v1/subscriptions/${order.stripe_subscription_id}`,
  )) as unknown as {
    items: { data: { price: { id: string } }[] };
  };
  expect(subscription.items.data.map(({ price }) => price.id)).toEqual(["price_paper_4gb_monthly"]);
  const game = await safe(console.acts.changePlan({ orderId, planId: "rust-12gb", term: "monthly", reason: WHY }));
  expect(game.error).toMatchObject({ code: "PLAN_OTHER_GAME" });
});

test("a change of plan bills the new price and resizes the server, once, whoever presses", async () => {
  const { shop, console, orderId, order } = await livingShopWithServer();
  expect(await console.acts.quotePlan({ orderId, ...LARGE })).toEqual({
    price: { amount: 2_200, currency: "usd" },
    sizeNow: { memoryMb: 4_096, diskMb: 20_480, cpuPercent: 200, databases: 1, backups: 2 },
    sizeAfter: { memoryMb: 8_192, diskMb: 40_960, cpuPercent: 300, databases: 2, backups: 4 },
    isSame: false,
    isBilled: true,
    refusal: null,
  });
  const ask = () => console.acts.changePlan({ orderId, ...LARGE, reason: WHY });
  const [first] = await Promise.all([ask(), ask()]);
  expect(first.says).toBe("The order is now Paper 8 GB, monthly, at $22.00.");
  await panelSays(shop, orderId, { limits: expect.objectContaining({ memory: 8_192, disk: 40_960 }) as object });
  await vi.waitFor(async () =>
    expect(await console.orders.get({ orderId })).toMatchObject({ planId: "paper-8gb", price: { amount: 2_200 } }),
  );
  expect(await console.acts.quotePlan({ orderId, ...LARGE })).toMatchObject({ isSame: true });
  const subscription = (await stripeCall(
    shop,
    "GET",
    `/v1/subscriptions/${order.stripe_subscription_id}`,
  )) as unknown as {
    items: { data: { price: { id: string } }[] };
    metadata: Record<string, string>;
  };
  expect(subscription.items.data.map(({ price }) => price.id)).toEqual(["price_paper_8gb_monthly"]);
  expect(subscription.metadata).toMatchObject({ plan_id: "paper-8gb", order_id: orderId });
  expect((await ask()).says).toBe("The order is on Paper 8 GB, monthly, at $22.00.");
  const change = auditOf(shop, orderId).find(({ act }) => act === "change_plan")!;
  expect([JSON.parse(change.before!), JSON.parse(change.after!)]).toEqual([
    { plan: "paper-4gb", term: "monthly", amount: 1_200 },
    { plan: "paper-8gb", term: "monthly", amount: 2_200 },
  ]);
});

test("what nobody bills changes its plan at once, and stays free where it is free", async () => {
  const { shop, console } = await openLivingShop();
  const { order } = await console.acts.createFree({ ...NEW, term: "monthly", reason: WHY });
  await orderReaches(shop, order.id, { status: "provisioned" });
  const done = await console.acts.changePlan({ orderId: order.id, ...LARGE, reason: WHY });
  expect(done.order).toMatchObject({ planId: "paper-8gb", price: { amount: 0 } });
  await panelSays(shop, order.id, { limits: expect.objectContaining({ memory: 8_192 }) as object });
});

test("a term that was paid elsewhere and is over is told, and nothing is stopped", async () => {
  const { shop, console, clock } = await openLivingShop();
  const { order } = await console.acts.createPaidElsewhere({
    ...NEW,
    term: "monthly",
    reference: "Bank transfer 4711",
  });
  await orderReaches(shop, order.id, { status: "provisioned" });
  clock.ahead = 32 * 86_400_000;
  await beat(shop, "tend_services");
  const { attention, serviceState } = await console.orders.get({ orderId: order.id });
  expect([serviceState, attention]).toEqual(["active", expect.stringContaining("Bank transfer 4711")]);
  const { periodEndsAt: before } = await console.acts.standing({ orderId: order.id });
  const note = { orderId: order.id, reference: "Bank transfer 4712", requestId: crypto.randomUUID() };
  const { says } = await console.acts.notePayment(note);
  expect((await console.acts.notePayment(note)).says).toBe(says);
  await beat(shop, "tend_services");
  const { periodEndsAt: after, paymentReference } = await console.acts.standing({ orderId: order.id });
  const days = Math.round((after! - before!) / 86_400_000);
  expect([paymentReference, days >= 28 && days <= 31]).toEqual(["Bank transfer 4712", true]);
  expect((await console.orders.get({ orderId: order.id })).attention).toBeNull();
});
