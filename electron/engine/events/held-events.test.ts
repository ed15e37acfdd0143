import { expect, test } from "vitest";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { listOpenFindings, openFinding } from "../findings/findings.ts";
import { openTestStore } from "../store/test-store.ts";
import type { Db } from "../store/open-store.ts";
import { NOW, ORDER_ID } from "../trace/facts-for-tests.ts";
import { insertEvent, insertOrder, insertSession } from "../trace/rows-for-tests.ts";
import { holdEvent, isKnownByNow, releaseHeld } from "./held-events.ts";
import { lookAfterHeld } from "./look-after-held.ts";

const MINUTE = 60_000;
const eventRow = (db: Db, id: string) =>
  db.selectFrom("stripe_events_log").selectAll().where("event_id", "=", id).executeTakeFirstOrThrow();
const jobKeys = async (db: Db) =>
  (await db.selectFrom("jobs").select("key").orderBy("key").execute()).map((j) => j.key);

/** An event that was settled without an order and waits for one. */
async function hold(db: Db, id: string, order: string | null, names: string[], at = NOW): Promise<void> {
  const unknown = { outcome: "held", reason_code: "ORDER_UNKNOWN", reason: "…", order_id: null } as const;
  await insertEvent(db, { event_id: id, ...unknown });
  await holdEvent(db, id, { order, names }, at);
}

test("an event that waits under a name is put back to work, once, when the name appears", async () => {
  const { db } = openTestStore();
  await hold(db, "evt_a", ORDER_ID, ["sub_1"]);
  await hold(db, "evt_b", null, ["sub_2"]);
  expect(await releaseHeld(db, [ORDER_ID, "sub_1", null, undefined], NOW)).toBe(1);
  expect(await eventRow(db, "evt_a")).toMatchObject({ outcome: "journaled", processed: 0, processed_at: null });
  expect(await eventRow(db, "evt_b")).toMatchObject({ outcome: "held", processed: 1 });
  expect(await jobKeys(db)).toEqual(["event:evt_a"]);
  expect(await releaseHeld(db, ["sub_1"], NOW)).toBe(0);
});

test("what was reported of an unknown order ends when the order appears", async () => {
  const { db } = openTestStore();
  for (const [code, subject] of [
    ["EVENT_WITHOUT_ORDER", ORDER_ID],
    ["PAYMENT_WITHOUT_ORDER", "cs_1"],
    ["PAYMENT_WITHOUT_ORDER", "cs_2"],
  ] as const)
    await openFinding(db, { code, subject, says: "…", evidence: null }, NOW);
  await releaseHeld(db, [ORDER_ID, "cs_1"], NOW);
  expect((await listOpenFindings(db)).map((finding) => finding.subject)).toEqual(["cs_2"]);
});

test("an order is known by its id, its subscription, its payment and its Session", async () => {
  const { db } = openTestStore();
  const known = (order: string | null, ...names: string[]) => isKnownByNow(db, { order, names });
  await insertOrder(db, { stripe_subscription_id: "sub_1", stripe_payment_intent_id: "pi_1" });
  await insertSession(db, { stripe_session_id: "cs_1" });
  expect(await Promise.all([known(ORDER_ID), known(null, "sub_1"), known(null, "pi_1"), known(null, "cs_1")])).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(await known("ord_other", "sub_2", "cs_2")).toBe(false);
  expect(await known(null)).toBe(false);
});

test.each([
  ["its order", ORDER_ID, []],
  ["its subscription", null, ["sub_1"]],
  ["its Session", null, ["cs_test_held"]],
])("an order that was written without a word is found by %s, and its events applied", async (_, order, names) => {
  const store = openTestStore();
  const deps = testDeps(store);
  await hold(deps.db, "evt_a", order, names);
  expect(await lookAfterHeld(deps)).toEqual({ adopted: 0, reported: 0 });
  await insertOrder(deps.db, { stripe_subscription_id: "sub_1" });
  await insertSession(deps.db, { stripe_session_id: "cs_test_held" });
  expect(await lookAfterHeld(deps)).toEqual({ adopted: 1, reported: 0 });
  expect(await jobKeys(deps.db)).toEqual(["event:evt_a"]);
  expect(deps.woken()).toBe(1);
});

test("an order that does not appear in time is reported once, with all that names it", async () => {
  const deps = testDeps(openTestStore());
  await hold(deps.db, "evt_a", "ord_gone", ["sub_1"], NOW - 16 * MINUTE);
  await hold(deps.db, "evt_b", "ord_gone", ["sub_1"], NOW - 20 * MINUTE);
  await hold(deps.db, "evt_young", "ord_soon", [], NOW - 14 * MINUTE);
  await hold(deps.db, "evt_foreign", null, ["sub_3"], NOW - 60 * MINUTE);
  expect(await lookAfterHeld(deps)).toEqual({ adopted: 0, reported: 1 });
  expect(await lookAfterHeld(deps)).toEqual({ adopted: 0, reported: 0 });
  const findings = await listOpenFindings(deps.db);
  expect(findings).toMatchObject([{ code: "EVENT_WITHOUT_ORDER", subject: "ord_gone" }]);
  expect(findings[0]!.says).toMatch(/^2 events name ord_gone, which is not here\./);
  expect(JSON.parse(findings[0]!.evidence)).toMatchObject({ events: ["evt_a", "evt_b"] });
});

test("a payment that was reported already is not reported a second time by its other events", async () => {
  const deps = testDeps(openTestStore());
  await hold(deps.db, "evt_a", "ord_gone", ["sub_1"], NOW - 16 * MINUTE);
  const evidence = { session: "cs_1", named: "ord_gone" };
  await openFinding(deps.db, { code: "PAYMENT_WITHOUT_ORDER", subject: "cs_1", says: "…", evidence }, NOW);
  expect(await lookAfterHeld(deps)).toEqual({ adopted: 0, reported: 0 });
});
