import { isDefinedError, safe } from "@orpc/client";
import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { ago, NOW, ORDER_ID } from "../trace/facts-for-tests.ts";
import {
  insertArrival,
  insertEvent,
  insertJob,
  insertOrder,
  insertRefused,
  insertSession,
} from "../trace/rows-for-tests.ts";
import { clientOf } from "./client-for-tests.ts";
import { testDeps, testOptions } from "./deps-for-tests.ts";

function anEngine() {
  const store = openTestStore();
  const deps = testDeps(store);
  return { store, db: store.db, deps, client: clientOf(deps) };
}

test("the order list and an order arrive as the contract has them", async () => {
  const { db, client } = anEngine();
  await insertOrder(db);
  await insertSession(db);
  const { rows, cursor } = await client.orders.list({});
  expect([rows.map(({ id }) => id), cursor]).toEqual([[ORDER_ID], null]);
  const detail = await client.orders.get({ orderId: ORDER_ID });
  expect(detail).toMatchObject({ id: ORDER_ID, userId: "user-7", answer: expect.stringContaining("$19.99") as string });
  expect(await client.orders.counts()).toMatchObject({ all: 1, attention: 0 });
});

test("a refusal arrives typed, with the engine's sentence", async () => {
  const { client } = anEngine();
  const { error } = await safe(client.orders.get({ orderId: "ord_unknown" }));
  expect(isDefinedError(error)).toBe(true);
  expect(error).toMatchObject({ code: "ORDER_NOT_FOUND", status: 404, message: "There is no order ord_unknown." });
});

test("what an act refuses is typed as well", async () => {
  const { db, client } = anEngine();
  await insertOrder(db);
  const retried = await safe(client.orders.retry({ orderId: ORDER_ID }));
  expect(retried.error).toMatchObject({
    code: "ORDER_TRANSITION_REFUSED",
    message: "The order is not paid, so there is nothing to provision yet.",
  });
  const asked = await safe(client.orders.askStripe({ orderId: ORDER_ID }));
  expect(asked.error).toMatchObject({ code: "STRIPE_REFUSED" });
  const sold = await safe(
    client.orders.create({ email: "a@b.example", planId: "gone", region: "us", term: "monthly", serverName: "x" }),
  );
  expect(sold.error).toMatchObject({ code: "PLAN_NOT_FOUND", message: "No plan gone of this type is on sale." });
  const event = await safe(client.events.get({ id: 7 }));
  expect(event.error).toMatchObject({ code: "EVENT_NOT_FOUND", message: "The journal has no entry 7." });
  const refreshed = await safe(client.servers.refresh());
  expect(refreshed.error).toMatchObject({
    code: "PANEL_UNREACHABLE",
    message: "No panel is set. Set WAYBILL_PANEL_URL and WAYBILL_PANEL_API_KEY.",
  });
  for (const { error } of [retried, asked, sold, event, refreshed]) expect(isDefinedError(error)).toBe(true);
});

test("acts answer the order as it is afterwards", async () => {
  const { db, deps, client } = anEngine();
  const paid = { payment_state: "paid", paid_at: ago(60), error_message: "It failed." } as const;
  await insertOrder(db, { ...paid, status: "error", error_code: "AMOUNT_MISMATCH" });
  const approved = await client.orders.approveAmount({ orderId: ORDER_ID, reason: "Agreed by phone" });
  expect(approved).toMatchObject({ status: "paid", errorMessage: null });
  expect(approved.audit[0]).toMatchObject({
    actor: "Ines",
    says: expect.stringContaining("Agreed by phone") as string,
  });
  expect((await client.orders.retry({ orderId: ORDER_ID })).jobs).toHaveLength(1);
  expect(deps.woken()).toBe(2);
});

test("a field that does not fit is named in a sentence", async () => {
  const { client } = anEngine();
  const { error } = await safe(
    client.orders.create({ email: "nobody", planId: "p", region: "us", term: "monthly", serverName: "no/slash" }),
  );
  expect(error).toMatchObject({
    code: "BAD_REQUEST",
    message:
      "email: Write the customer's e-mail address, such as name@example.com; serverName: A server's name has letters, digits, spaces and - _ . ' only",
  });
});

test("a bug is not shown, but can be found in the log by its number", async () => {
  const store = openTestStore();
  const logged: Readonly<Record<string, unknown>>[] = [];
  const log = { ...testOptions().log, error: (facts: Readonly<Record<string, unknown>>) => void logged.push(facts) };
  const client = clientOf(testDeps(store, { log }));
  store.raw.exec("drop table audit_log; drop table order_history; drop table orders");
  const { error } = await safe(client.orders.list({}));
  expect(logged).toHaveLength(1);
  const [{ incident, procedure, err }] = logged as [Record<string, unknown>];
  expect(error).toMatchObject({
    code: "INTERNAL_SERVER_ERROR",
    message: `The engine failed at this. The log has the cause under ${String(incident)}.`,
  });
  expect(procedure).toBe("orders.list");
  expect(String(err)).toContain("no such table");
  expect(JSON.stringify(error)).not.toContain("no such table");
});

test("the journal, its counts and one arrival", async () => {
  const { db, client } = anEngine();
  await insertEvent(db);
  const id = await insertArrival(db, { event_id: "evt_paid", event_type: "checkout.session.completed" });
  expect((await client.events.list({})).rows.map((row) => row.id)).toEqual([id]);
  expect(await client.events.counts()).toMatchObject({ all: 1, rejected: 0 });
  expect(await client.events.get({ id })).toMatchObject({ eventId: "evt_paid", payload: '{"id":"evt_paid"}' });
});

test("the tail brings what arrives once it is open, until its reader leaves", async () => {
  const { db, deps, client } = anEngine();
  const tail = await client.events.tail();
  const id = await insertArrival(db);
  deps.changes.publish({ topic: "events", ids: [String(id)] });
  expect((await tail.next()).value).toMatchObject([{ id, outcome: "journaled" }]);
  await tail.return?.();
  expect(await tail.next()).toMatchObject({ done: true });
});

test("changes are pushed as they are published", async () => {
  const { deps, client } = anEngine();
  const changes = await client.system.changes();
  deps.changes.publish({ topic: "orders", ids: [ORDER_ID] });
  expect((await changes.next()).value).toEqual([{ topic: "orders", ids: [ORDER_ID] }]);
  await changes.return?.();
});

test("a reader that leaves is forgotten by the engine", async () => {
  const { deps, client } = anEngine();
  const left: string[] = [];
  const subscribe = deps.changes.subscribe.bind(deps.changes);
  deps.changes.subscribe = (signal) => {
    signal?.addEventListener("abort", () => left.push("aborted"));
    return subscribe(signal);
  };
  const changes = await client.system.changes();
  const waiting = changes.next();
  await changes.return?.();
  await waiting;
  await expect.poll(() => left).toEqual(["aborted"]);
});

test("about names the sides by host, and none where none is set", async () => {
  const store = openTestStore();
  const unset = await clientOf(testDeps(store)).system.about();
  expect(unset).toMatchObject({ env: "test", operator: "Ines", stripeHost: null, panelHost: null });
  const stripe = { secretKey: "sk_test_x", webhookSecrets: ["whsec_x"], apiBase: null };
  const panel = { url: "https://panel.example:8443/", apiKey: "ptla_x" };
  const set = await clientOf(testDeps(store, { stripe, panel })).system.about();
  expect(set).toMatchObject({ stripeHost: "api.stripe.com", panelHost: "panel.example:8443" });
  expect(JSON.stringify(set)).not.toMatch(/sk_test|whsec|ptla/);
});

test("the status line is measured", async () => {
  const { db, client } = anEngine();
  await insertArrival(db, { received_at: ago(7_300) });
  await insertArrival(db, { received_at: ago(50), source: "catch_up" });
  await insertRefused(db, "", { received_at: ago(3_601) });
  await insertRefused(db, "", { received_at: ago(600) });
  await insertRefused(db, "", { received_at: ago(60) });
  await insertJob(db, { run_at: ago(12) });
  await insertJob(db, { run_at: NOW + 1 });
  await insertJob(db, { state: "dead", finished_at: ago(60), key: "provision:a" });
  await insertJob(db, { state: "dead", finished_at: ago(60), key: "provision:b" });
  await insertJob(db, { state: "done", finished_at: ago(30), key: "provision:b" });
  await insertJob(db, { state: "dead", finished_at: ago(90_000) });
  expect(await client.system.status()).toEqual({
    at: NOW,
    webhooks: { lastAcceptedAt: ago(7_300), rejectedLastHour: 2, rejectedSince: ago(600) },
    queue: { waiting: 1, oldestWaitingAt: ago(12), failed: 1, paused: [] },
    mirror: { readAt: null, failure: null },
    catchUp: { ranAt: null, failure: null, progress: null },
    panel: { remaining: null, limit: null },
    stripe: { latencyMs: null, failure: null },
  });
  await insertArrival(db, { received_at: ago(5) });
  expect((await client.system.status()).webhooks).toEqual({
    lastAcceptedAt: ago(5),
    rejectedLastHour: 2,
    rejectedSince: null,
  });
});

test("servers, nodes and the catalog of an empty shop are empty, not failures", async () => {
  const { client } = anEngine();
  const mirror = { panelUrl: null, readAt: null, failedAt: null, failure: null };
  expect(await client.servers.list({})).toEqual({ rows: [], after: null, mirror });
  expect(await client.servers.nodes()).toEqual({ rows: [], mirror });
  expect(await client.servers.counts()).toMatchObject({ all: 0 });
  expect(await client.catalog.plans()).toEqual([]);
  expect(await client.catalog.regions({ planId: "gone" })).toEqual([]);
});

test("a customer is known by the address, however it is typed", async () => {
  const { db, client } = anEngine();
  expect(await client.catalog.customer({ email: "mara.lindqvist@example.se" })).toBeNull();
  const times = { created_at: 1, updated_at: 1 };
  await db
    .insertInto("customers")
    .values({ user_id: "user-7", email: "mara.lindqvist@example.se", stripe_customer_id: "cus_7", ...times })
    .execute();
  await insertOrder(db, { status: "provisioned", payment_state: "paid", service_state: "active", panel_user_id: 3 });
  await insertOrder(db, { id: `${ORDER_ID}2`, customer_email: null });
  expect(await client.catalog.customer({ email: " Mara.Lindqvist@example.se " })).toEqual({
    stripeCustomerId: "cus_7",
    panelUserId: 3,
    orders: 2,
    running: 1,
  });
});
