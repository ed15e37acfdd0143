import { expect, test } from "vitest";
import { closeFinding, openFinding } from "../findings/findings.ts";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";
import { ago, NOW, ORDER_ID } from "../trace/facts-for-tests.ts";
import { insertArrival, insertOrder, insertRefused } from "../trace/rows-for-tests.ts";
import { createEngineOps } from "./engine-ops.ts";

const nothing = async () => {};
const finding = (subject: string) => ({ code: "PAID_TWICE", subject, says: "Paid twice.", evidence: null });

test("the summary counts orders by status and those that are stuck", async () => {
  const store = openTestStore();
  const ops = createEngineOps(testDeps(store), nothing);
  await insertOrder(store.db, { id: "ord_1" });
  await insertOrder(store.db, { id: "ord_2" });
  await insertOrder(store.db, { id: "ord_3", status: "error", payment_state: "paid" });
  await insertOrder(store.db, { id: "ord_4", status: "error", payment_state: "unpaid" });
  await insertArrival(store.db, { received_at: ago(90) });
  await insertRefused(store.db, "", { received_at: ago(60) });
  await insertArrival(store.db, { received_at: ago(30), source: "catch_up" });
  expect(await ops.summary()).toEqual({
    ordersByStatus: { pending: 2, error: 2 },
    lastWebhookReceivedAt: new Date(ago(60)).toISOString(),
    stuckOrdersCount: 1,
    timestamp: new Date(NOW).toISOString(),
  });
});

test("an empty shop has a summary of nothing", async () => {
  const ops = createEngineOps(testDeps(openTestStore()), nothing);
  expect(await ops.summary()).toMatchObject({ ordersByStatus: {}, lastWebhookReceivedAt: null, stuckOrdersCount: 0 });
});

test("a retry answers the storefront's row of the order that goes on", async () => {
  const store = openTestStore();
  const ops = createEngineOps(testDeps(store), nothing);
  await insertOrder(store.db, { status: "error", payment_state: "paid", error_message: "No node has room." });
  const retried = await ops.retry(ORDER_ID, "ops");
  expect(retried).toMatchObject({
    ok: true,
    value: { id: ORDER_ID, status: "provisioning", error_message: null, user_id: "user-7", ram_gb: 8 },
  });
  const acts = await store.db.selectFrom("audit_log").select(["actor", "act"]).execute();
  expect(acts).toEqual([{ actor: "ops", act: "retry_provisioning" }]);
});

test("a retry that makes no sense is refused with the reason", async () => {
  const store = openTestStore();
  const ops = createEngineOps(testDeps(store), nothing);
  expect(await ops.retry(ORDER_ID, "ops")).toMatchObject({ ok: false, error: { code: "ORDER_NOT_FOUND" } });
  await insertOrder(store.db);
  expect(await ops.retry(ORDER_ID, "ops")).toMatchObject({
    ok: false,
    error: {
      code: "ORDER_TRANSITION_REFUSED",
      says: "The order is not paid, so there is nothing to provision yet.",
    },
  });
});

test("a reconcile asks both sides, counts what it opened and closed, and is kept in the audit", async () => {
  const store = openTestStore();
  const { db } = store;
  await openFinding(db, finding("old, stays open"), ago(60));
  await openFinding(db, finding("closed before"), ago(60));
  await closeFinding(db, "PAID_TWICE", "closed before", ago(30));
  await openFinding(db, finding("closed now"), ago(60));
  const ops = createEngineOps(testDeps(store), async () => {
    await openFinding(db, finding("opened now"), NOW);
    await closeFinding(db, "PAID_TWICE", "closed now", NOW);
  });
  expect(await ops.reconcile("ops")).toEqual({ opened: 1, closed: 1, open: 2 });
  const mark = await db.selectFrom("marks").select("value").where("name", "=", "mirror.panel").executeTakeFirst();
  expect(JSON.parse(mark!.value)).toMatchObject({ failedAt: NOW }); // no panel is set, and the mirror says so
  const act = await db.selectFrom("audit_log").selectAll().executeTakeFirstOrThrow();
  expect([act.actor, act.act]).toEqual(["ops", "reconcile"]);
});
