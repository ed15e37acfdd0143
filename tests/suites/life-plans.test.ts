import { expect, test, vi } from "vitest";
import { importCatalog } from "../../electron/engine/catalog/import-catalog.ts";
import { catalogFileWith, planIn } from "./shop/catalog-file.ts";
import { beat, livingShopWithServer, openFindings, openLivingShop, panelSays, payBy } from "./shop/life.ts";
import { checkOut, orderReaches, orderRecord, pay, stripeCall } from "./shop/purchase.ts";
import type { RunningShop } from "./shop/running-shop.ts";

/** What the console does not show of an order. */
const columns = (shop: RunningShop, orderId: string) =>
  shop.db
    .prepare("SELECT plan_id, term, amount, currency, build, addons, line_items, trial_days FROM orders WHERE id = ?")
    .get(orderId) as {
    plan_id: string;
    term: string;
    amount: number;
    build: string;
  };

/** Bills another Price from now on, as somebody in Stripe's dashboard would. */
async function billAtStripe(shop: RunningShop, subscription: string | null, price: string): Promise<void> {
  const { items } = (await stripeCall(shop, "GET", `/v1/subscriptions/${subscription}`)) as unknown as {
    items: { data: { id: string }[] };
  };
  const item = { "items[0][id]": items.data[0]!.id, "items[0][price]": price };
  await stripeCall(shop, "POST", `/v1/subscriptions/${subscription}`, item);
}

const SMALL = { memory: 4_096, disk: 20_480, cpu: 200 };
const LARGE = { memory: 8_192, disk: 40_960, cpu: 300 };

test("a plan changed at Stripe changes the server's size, up and down again, and the order with it", async () => {
  const { shop, orderId, order } = await livingShopWithServer();
  await panelSays(shop, orderId, { limits: expect.objectContaining(SMALL) as object });
  await billAtStripe(shop, order.stripe_subscription_id, "price_paper_8gb_monthly");
  await panelSays(shop, orderId, {
    limits: expect.objectContaining(LARGE) as object,
    feature_limits: { databases: 2, backups: 4, allocations: 1 },
  });
  await vi.waitFor(() => expect(columns(shop, orderId)).toMatchObject({ plan_id: "paper-8gb", amount: 2_200 }));
  expect(JSON.parse(columns(shop, orderId).build)).toMatchObject({ memoryMb: 8_192, diskMb: 40_960 });
  expect(orderRecord(shop, orderId)).toMatchObject({
    status: "provisioned",
    service_state: "active",
    ptero_server_id: order.ptero_server_id,
  });
  await billAtStripe(shop, order.stripe_subscription_id, "price_paper_4gb_monthly");
  await panelSays(shop, orderId, { limits: expect.objectContaining(SMALL) as object });
  await vi.waitFor(() => expect(columns(shop, orderId)).toMatchObject({ plan_id: "paper-4gb", amount: 1_200 }));
  expect(openFindings(shop, orderId)).toEqual([]);
});

test("another term of the same plan is billed at its own price, and the server is left alone", async () => {
  const { shop, orderId, order } = await livingShopWithServer();
  await billAtStripe(shop, order.stripe_subscription_id, "price_paper_4gb_yearly");
  await vi.waitFor(() => expect(columns(shop, orderId)).toMatchObject({ term: "yearly", amount: 12_000 }));
  await panelSays(shop, orderId, { limits: expect.objectContaining(SMALL) as object });
});

test("a size that does not fit on the node is refused with a finding, and goes on when there is room", async () => {
  const catalogFile = catalogFileWith((catalog) => {
    planIn(catalog, "paper-8gb").disk_mb = 50_000_000;
  });
  const { shop, console, orderId, order, clock } = await livingShopWithServer({ catalogFile });
  await billAtStripe(shop, order.stripe_subscription_id, "price_paper_8gb_monthly");
  await vi.waitFor(() => expect(openFindings(shop, orderId)).toEqual(["PLAN_CHANGE_REFUSED"]), { timeout: 10_000 });
  const detail = await console.orders.get({ orderId });
  expect(detail.attention).toMatch(
    /The plan was changed at Stripe, and the server was not\. Node .* has .* of disk free, .* more are needed\./,
  );
  expect(columns(shop, orderId)).toMatchObject({ plan_id: "paper-4gb", amount: 1_200 });
  await panelSays(shop, orderId, { limits: expect.objectContaining(SMALL) as object });
  const { deps } = shop.engine.contextFor("tests");
  await deps.db
    .updateTable("plans")
    .set({ spec: specWith(shop, { disk_mb: 40_960 }) })
    .where("id", "=", "paper-8gb")
    .execute();
  clock.ahead = 31 * 60_000;
  deps.wakeJobs();
  await panelSays(shop, orderId, { limits: expect.objectContaining(LARGE) as object });
  await expect.poll(() => openFindings(shop, orderId)).toEqual([]);
});

function specWith(shop: RunningShop, change: Record<string, unknown>): string {
  const { spec } = shop.db.prepare("SELECT spec FROM plans WHERE id = 'paper-8gb'").get() as { spec: string };
  return JSON.stringify({ ...(JSON.parse(spec) as object), ...change });
}

test("a Price that the catalog does not know changes nothing and is told with its name", async () => {
  const { shop, orderId, order } = await livingShopWithServer();
  const price = await stripeCall(shop, "POST", "/v1/prices", {
    product: "prod_paper-4gb",
    unit_amount: "999",
    currency: "usd",
    "recurring[interval]": "month",
  });
  await billAtStripe(shop, order.stripe_subscription_id, String(price["id"]));
  await vi.waitFor(() => expect(openFindings(shop, orderId)).toEqual(["PRICE_UNKNOWN"]), { timeout: 10_000 });
  expect(columns(shop, orderId)).toMatchObject({ plan_id: "paper-4gb", amount: 1_200 });
  await billAtStripe(shop, order.stripe_subscription_id, "price_paper_4gb_monthly");
  await vi.waitFor(() => expect(openFindings(shop, orderId)).toEqual([]), { timeout: 10_000 });
});

test("a plan of another game is no resize", async () => {
  const { shop, orderId, order } = await livingShopWithServer();
  await billAtStripe(shop, order.stripe_subscription_id, "price_rust_12gb_monthly");
  await vi.waitFor(() => expect(openFindings(shop, orderId)).toEqual(["PLAN_CHANGE_REFUSED"]), { timeout: 10_000 });
  expect(columns(shop, orderId)).toMatchObject({ plan_id: "paper-4gb" });
});

test.each([
  ["quarterly", 3_300, 89, 93],
  ["yearly", 12_000, 364, 367],
])("a %s term is sold at its own price, and lasts as long", async (term, amount, least, most) => {
  const { shop, console } = await openLivingShop();
  const { orderId, sessionId } = await checkOut(shop, { term });
  await pay(shop, sessionId);
  await orderReaches(shop, orderId, { status: "provisioned" });
  expect(columns(shop, orderId)).toMatchObject({ term, amount });
  await vi.waitFor(async () => {
    const { periodEndsAt } = await console.acts.standing({ orderId });
    const days = (periodEndsAt! - Date.now()) / 86_400_000;
    expect([days > least, days < most]).toEqual([true, true]);
  });
});

test("a trial takes no money, gets its server, and is billed when it ends", async () => {
  const catalogFile = catalogFileWith((catalog) => {
    planIn(catalog, "paper-4gb").trial_days = 14;
  });
  const { shop, console } = await openLivingShop({ catalogFile });
  const { orderId, sessionId } = await checkOut(shop);
  await payBy(shop, sessionId, { type: "card", "card[token]": "tok_visa" });
  await orderReaches(shop, orderId, { status: "provisioned", payment_state: "paid" });
  expect((await console.orders.get({ orderId })).price).toEqual({ amount: 1_200, currency: "usd" });
  await stripeCall(shop, "POST", "/sandbox/clock/advance", { seconds: String(15 * 86_400) });
  await vi.waitFor(
    () => {
      const row = shop.db.prepare("SELECT subscription_status FROM orders WHERE id = ?").get(orderId);
      expect(row).toEqual({ subscription_status: "active" });
    },
    { timeout: 10_000 },
  );
  expect(orderRecord(shop, orderId)).toMatchObject({
    status: "provisioned",
    payment_state: "paid",
    service_state: "active",
  });
});

test("yen have no cents and fils are thousandths: each is taken, shown and refunded in its own units", async () => {
  const { shop, console } = await openLivingShop();
  const inFils = { product: "prod_paper-4gb", unit_amount: "4500", currency: "kwd", "recurring[interval]": "month" };
  const price = await stripeCall(shop, "POST", "/v1/prices", inFils);
  const catalogFile = catalogFileWith((catalog) => {
    const fils = { stripe_price_id: String(price["id"]), amount: 4_500, currency: "kwd" };
    planIn(catalog, "paper-4gb").prices = { monthly: fils };
  });
  const { deps } = shop.engine.contextFor("tests");
  expect(await importCatalog(deps.db, catalogFile, Date.now())).toMatchObject({ ok: true });
  for (const [plan, amount, part] of [
    ["vanilla-4gb-jp", 1_500, "¥500"],
    ["paper-4gb", 4_500, "KWD 0.500"],
  ] as const) {
    const { orderId, sessionId } = await checkOut(shop, { plan_id: plan });
    await pay(shop, sessionId);
    await orderReaches(shop, orderId, { status: "provisioned", payment_state: "paid", error_code: null });
    expect(columns(shop, orderId)).toMatchObject({ amount });
    const { says } = await console.acts.refund({ orderId, amount: 500, reason: "A part of it" });
    expect(says.replace("\u00a0", " ")).toBe(`${part} goes back to the customer.`);
  }
});

test("a slow bank is waited for; its yes makes the server, its no ends the order and a later payment still counts", async () => {
  const { shop } = await openLivingShop();
  const good = await checkOut(shop, {}, "customer-1");
  await payBy(shop, good.sessionId, { type: "us_bank_account" });
  await orderReaches(shop, good.orderId, { status: "pending", payment_state: "processing" });
  await stripeCall(shop, "POST", `/sandbox/sessions/${good.sessionId}/settle`, { outcome: "succeeded" });
  await orderReaches(shop, good.orderId, { status: "provisioned", payment_state: "paid" });

  const bad = await checkOut(shop, {}, "customer-2");
  await payBy(shop, bad.sessionId, { type: "us_bank_account" });
  await orderReaches(shop, bad.orderId, { payment_state: "processing" });
  await stripeCall(shop, "POST", `/sandbox/sessions/${bad.sessionId}/settle`, { outcome: "failed" });
  await orderReaches(shop, bad.orderId, { status: "canceled", payment_state: "unpaid" });
  const session = await stripeCall(shop, "GET", `/v1/checkout/sessions/${bad.sessionId}`);
  const card = await stripeCall(shop, "POST", "/v1/payment_methods/pm_card_visa/attach", {
    customer: String(session["customer"]),
  });
  await stripeCall(shop, "POST", `/v1/invoices/${String(session["invoice"])}/pay`, {
    payment_method: String(card["id"]),
  });
  await orderReaches(shop, bad.orderId, { status: "provisioned", payment_state: "paid" });
});

test("an expired link can be taken up again, and what is paid then is the same order's", async () => {
  const { shop, console } = await openLivingShop();
  const { orderId, sessionId } = await checkOut(shop);
  await stripeCall(shop, "POST", `/v1/checkout/sessions/${sessionId}/expire`);
  await orderReaches(shop, orderId, { status: "expired", payment_state: "unpaid" });
  const expired = (await stripeCall(shop, "GET", `/v1/checkout/sessions/${sessionId}`)) as {
    after_expiration?: { recovery?: { url?: string | null } };
  };
  const url = expired.after_expiration?.recovery?.url;
  expect(url).toMatch(/^http/);
  const taken = await fetch(url!, { redirect: "manual" });
  const recovered = /cs_[A-Za-z0-9_]+/.exec(taken.headers.get("location") ?? (await taken.text()))![0];
  expect(recovered).not.toBe(sessionId);
  await pay(shop, recovered);
  await orderReaches(shop, orderId, { status: "provisioned", payment_state: "paid" });
  const { sessionId: shown } = await console.orders.get({ orderId });
  expect(shown).toBe(recovered);
  await beat(shop, "tend_services");
});
