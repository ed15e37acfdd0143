import { safe } from "@orpc/client";
import { expect, test, vi } from "vitest";
import { openConsole } from "./shop/console.ts";
import {
  auditOf,
  buyServer,
  holdsOf,
  livingShopWithServer,
  openFindings,
  openLivingShop,
  panelSays,
} from "./shop/life.ts";
import { checkOut, orderReaches, orderRecord, pay, serversOf, stripeCall } from "./shop/purchase.ts";
import { openShop } from "./shop/running-shop.ts";

const NEW = {
  email: "mara@example.com",
  planId: "paper-4gb",
  region: "us-central",
  term: "monthly",
  serverName: "mara-world",
} as const;
const WHY = "Prize of the launch party";
const newId = () => crypto.randomUUID();

test("an order that is given away costs nothing, gets its server, and keeps the reason", async () => {
  const { shop, console } = await openLivingShop();
  const requestId = newId();
  const { order } = await console.acts.createFree({ ...NEW, reason: WHY, requestId });
  expect(order).toMatchObject({ paymentState: "paid", price: { amount: 0, currency: "usd" } });
  const ready = await orderReaches(shop, order.id, { status: "provisioned" });
  expect(await console.acts.standing({ orderId: order.id })).toMatchObject({ paidBy: "free", paymentReference: WHY });
  expect(auditOf(shop, order.id)[0]).toMatchObject({ actor: "Ines", act: "create_order", reason: WHY });
  const again = await console.acts.createFree({ ...NEW, reason: WHY, requestId });
  expect(again.order.id).toBe(order.id);
  expect(shop.db.prepare("SELECT count(*) AS n FROM orders").get()).toEqual({ n: 1 });
  const trace = (await console.orders.get({ orderId: order.id })).trace;
  await vi.waitFor(async () =>
    expect((await console.orders.get({ orderId: order.id })).trace.map(({ state }) => state)).toEqual(
      Array(10).fill("proved"),
    ),
  );
  expect(trace[2]!.says).toBe("Free of charge, so there is no Session");
  expect(ready.ptero_server_id).not.toBeNull();
  const { error } = await safe(console.acts.refund({ orderId: order.id, amount: null, reason: WHY }));
  expect(error).toMatchObject({ message: "The order was free of charge. There is nothing to refund." });
});

test("an order that was paid elsewhere has the plan's price, its reference, and a term that ends", async () => {
  const { shop, console } = await openLivingShop();
  const { order } = await console.acts.createPaidElsewhere({ ...NEW, term: "yearly", reference: "Bank transfer 4711" });
  expect(order).toMatchObject({ paymentState: "paid", price: { amount: 12_000, currency: "usd" } });
  await orderReaches(shop, order.id, { status: "provisioned" });
  const { periodEndsAt, paymentReference } = await console.acts.standing({ orderId: order.id });
  const days = (periodEndsAt! - Date.now()) / 86_400_000;
  expect([paymentReference, Math.round(days) >= 364 && Math.round(days) <= 366]).toEqual(["Bank transfer 4711", true]);
});

test("in live, a server without a payment at Stripe is made when its name was typed, and not before", async () => {
  const { shop, console } = await openLivingShop({ engine: { env: "live" } });
  for (const confirm of [null, "mara"]) {
    const refused = [
      await safe(console.acts.createFree({ ...NEW, reason: WHY, confirm })),
      await safe(console.acts.createPaidElsewhere({ ...NEW, reference: "Bank transfer 4711", confirm })),
    ];
    const message = "Type the server's name, mara-world, to confirm. Nothing was done.";
    for (const { error } of refused) expect(error).toMatchObject({ code: "ACT_NOT_CONFIRMED", message });
  }
  expect(shop.db.prepare("SELECT count(*) AS n FROM orders").get()).toEqual({ n: 0 });
  const { order } = await console.acts.createFree({ ...NEW, reason: WHY, confirm: "mara-world" });
  await orderReaches(shop, order.id, { status: "provisioned" });
});

test("an order that nothing bills ends by hand and goes on by hand", async () => {
  const { shop, console } = await openLivingShop();
  const { order } = await console.acts.createFree({ ...NEW, reason: WHY });
  const orderId = order.id;
  await orderReaches(shop, orderId, { status: "provisioned" });
  const { error } = await safe(console.acts.cancel({ orderId, when: "period_end", reason: WHY }));
  expect(error).toMatchObject({
    code: "ORDER_TRANSITION_REFUSED",
    message: expect.stringContaining("No subscription") as string,
  });
  expect((await console.acts.cancel({ orderId, when: "now", reason: WHY })).order).toMatchObject({
    serviceState: "suspended",
  });
  await panelSays(shop, orderId, { suspended: true });
  expect((await console.acts.cancel({ orderId, when: "never", reason: WHY })).order).toMatchObject({
    serviceState: "active",
  });
  await panelSays(shop, orderId, { suspended: false });
  expect(holdsOf(shop, orderId)).toEqual([]);
});

test("what can't be sold is refused with the checkout's own reasons, and leaves no order", async () => {
  const { shop, console } = await openLivingShop();
  const { error } = await safe(console.acts.createFree({ ...NEW, planId: "gone", reason: WHY }));
  expect(error).toMatchObject({ code: "PLAN_NOT_FOUND", message: "No plan gone of this type is on sale." });
  expect(shop.db.prepare("SELECT count(*) AS n FROM orders").get()).toEqual({ n: 0 });
});

test("all that failed in the same way is put to work at once, if it is as many as the operator saw", async () => {
  const shop = await openShop({ webhooks: false });
  const console = openConsole(shop);
  const { db } = shop.engine.contextFor("tests").deps;
  const place = (location: number) => {
    const spec = JSON.stringify({ id: "us-central", name: "US Central", location_ids: [location], placement: "nodes" });
    return db.updateTable("regions").set({ spec }).where("id", "=", "us-central").execute();
  };
  const ids: string[] = [];
  for (const customer of ["customer-1", "customer-2"]) {
    const { orderId, sessionId } = await checkOut(shop, {}, customer);
    await pay(shop, sessionId);
    ids.push(orderId);
  }
  await place(99);
  for (const orderId of ids) {
    await console.orders.askStripe({ orderId });
    await orderReaches(shop, orderId, { status: "error" });
  }
  const filter = { status: "error", errorCode: "NO_CAPACITY", region: "us-central", planId: null } as const;
  expect(await console.acts.countProvisionable({ filter })).toEqual({ count: 2 });
  expect(await console.acts.countProvisionable({ filter: { ...filter, planId: "rust-12gb" } })).toEqual({ count: 0 });
  const { error } = await safe(console.acts.provisionAll({ filter, count: 3 }));
  expect(error).toMatchObject({
    code: "ORDER_CHANGED",
    message: "2 orders match by now, not 3. Look again, then decide.",
  });
  const picked = { status: null, orderIds: [ids[0]!, "ord_none"] };
  expect(await console.acts.countProvisionable({ filter: picked })).toEqual({ count: 1 });
  expect(await console.acts.progress({ orderIds: ids })).toEqual({ done: 0, working: 0, failed: 2, other: 0 });
  await place(1);
  const done = await console.acts.provisionAll({ filter, count: 2 });
  expect(done).toEqual({ says: "2 orders are at work.", put: ids, refused: [] });
  for (const orderId of ids) {
    await orderReaches(shop, orderId, { status: "provisioned" });
    expect(await serversOf(shop, orderId)).toHaveLength(1);
  }
  expect(await console.acts.progress({ orderIds: ids })).toMatchObject({ done: 2, failed: 0 });
});

test("a payment link that is asked for twice, at once or after a lost answer, is one order", async () => {
  const { shop, console } = await openLivingShop();
  const order = {
    email: "mara@example.com",
    planId: "paper-4gb",
    region: "us-central",
    term: "monthly",
    serverName: "mara-world",
    requestId: newId(),
  } as const;
  const [first, second] = await Promise.all([console.orders.create(order), console.orders.create(order)]);
  expect(second).toEqual(first);
  expect(await console.orders.create(order)).toEqual(first);
  expect((await console.orders.list({})).rows).toHaveLength(1);
  expect((await stripeCall(shop, "GET", "/v1/checkout/sessions"))["data"]).toHaveLength(1);
  expect((await console.orders.create({ ...order, requestId: newId() })).orderId).not.toBe(first.orderId);
});

test("a note is kept once, for whoever looks next", async () => {
  const { shop, console, orderId } = await livingShopWithServer();
  const note = { orderId, text: "Called; wants a backup before the weekend.", requestId: newId() };
  await console.acts.note(note);
  const { order } = await console.acts.note(note);
  expect(order.audit.filter(({ act }) => act === "note")).toHaveLength(1);
  expect(order.audit[0]!.says).toContain("wants a backup before the weekend");
  expect(auditOf(shop, orderId).at(-1)).toMatchObject({ actor: "Ines", act: "note" });
});

test("what a person has dealt with is closed, one code or all, and nothing open is no trouble", async () => {
  const { shop, console, orderId } = await livingShopWithServer();
  await console.acts.refund({ orderId, amount: 100, reason: WHY });
  expect(openFindings(shop, orderId)).toEqual(["PARTIAL_REFUND"]);
  expect((await console.acts.resolve({ orderId, code: "SERVER_GONE", reason: "Agreed by phone" })).says).toBe(
    "Nothing was open.",
  );
  const { says, order } = await console.acts.resolve({ orderId, reason: "Agreed by phone" });
  expect([says, order.attention]).toEqual(["Closed: PARTIAL_REFUND.", null]);
  expect(openFindings(shop, orderId)).toEqual([]);
  expect((await console.acts.resolve({ orderId, reason: "Agreed by phone" })).says).toBe("Nothing was open.");
});

test("what an order's acts are offered as is what they answer", async () => {
  const { shop, console, orderId } = await livingShopWithServer();
  const allowed = async (id: string) =>
    (await console.acts.standing({ orderId: id })).acts.filter((act) => act.allowed).map(({ act }) => act);
  expect(await allowed(orderId)).toEqual(["cancel", "refund", "suspend", "reinstall", "changePlan", "terminate"]);
  await console.acts.suspend({ orderId, reason: WHY });
  expect(await allowed(orderId)).toEqual(["cancel", "refund", "suspend", "unsuspend", "changePlan", "terminate"]);
  const other = await buyServer(shop, "customer-2");
  const live = openConsole(shop, "Jonas");
  expect((await live.acts.standing({ orderId: other.orderId })).acts.every(({ says }) => says.endsWith("."))).toBe(
    true,
  );
  expect(await serversOf(shop, other.orderId)).toHaveLength(1);
  expect(orderRecord(shop, other.orderId).status).toBe("provisioned");
});
