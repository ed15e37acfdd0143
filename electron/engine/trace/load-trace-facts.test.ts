import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { countingQueries } from "./counting-for-tests.ts";
import { ago, NOW, ORDER_ID, SESSION_ID } from "./facts-for-tests.ts";
import { loadTraceFacts } from "./load-trace-facts.ts";
import {
  insertArrival,
  insertCheckoutRequest,
  insertEvent,
  insertHistory,
  insertJob,
  insertOrder,
  insertRefused,
  insertServer,
  insertSession,
  insertStep,
} from "./rows-for-tests.ts";
import { traceOrder } from "./trace-order.ts";

const OTHER_ID = "ord_01KATR2X5N8B6M0VQ4AAAAAA11";

async function factsOf(db: Parameters<typeof loadTraceFacts>[0], id = ORDER_ID) {
  return (await loadTraceFacts(db, [id])).get(id)!;
}

const paidSession = { status: "complete", payment_status: "paid", updated_at: ago(2_340) } as const;

test("an order's rows, whoever wrote them, make ten proved steps", async () => {
  const { db } = openTestStore();
  const server = { ptero_server_id: 42, ptero_identifier: "a1b2c3d4", address: "198.51.100.20:25633" };
  const states = { status: "provisioned", payment_state: "paid", service_state: "active" } as const;
  await insertOrder(db, { ...states, ...server, paid_at: ago(2_339), provisioned_at: ago(2_300) });
  await insertCheckoutRequest(db);
  await insertSession(db, paidSession);
  await insertEvent(db);
  await insertHistory(db, "payment_confirmed", "event:evt_paid");
  await insertJob(db, { state: "done" });
  await insertStep(db);
  await insertServer(db);
  const trace = traceOrder(await factsOf(db), NOW);
  expect(trace.filter(({ state }) => state !== "proved")).toEqual([]);
  expect(trace[5]!.says).toBe("Because of evt_paid");
});

test("the audited shop: paid at Stripe, the event refused, and step 5 names the reason", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertCheckoutRequest(db);
  await insertSession(db, paidSession);
  const body = JSON.stringify({ id: "evt_1", data: { object: { id: SESSION_ID, metadata: { order_id: ORDER_ID } } } });
  await insertRefused(db, body, { received_at: ago(2_339) });
  await insertRefused(db, body, { received_at: ago(829) });
  await insertRefused(db, JSON.stringify({ data: { object: { id: "cs_test_another" } } }), { received_at: ago(800) });
  const facts = await factsOf(db);
  expect(facts.refused).toMatchObject({ exact: true, count: 2, lastAt: ago(829), code: "SIGNATURE_MISMATCH" });
  expect(traceOrder(facts, NOW)[4]).toMatchObject({
    state: "missing",
    says: "Stripe's event arrived and was refused twice. Signed with a secret that we do not hold, or changed on the way.",
    repair: { act: "ask_stripe" },
  });
});

test("a refused request that names nobody counts where it came after the Session was made, not before", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertSession(db, paidSession);
  await insertRefused(db, "", { received_at: ago(2_500), reason_code: "TOO_EARLY" });
  await insertRefused(db, "{{", { received_at: ago(2_300), reason_code: "SIGNATURE_MISSING" });
  expect((await factsOf(db)).refused).toMatchObject({ exact: false, count: 1, code: "SIGNATURE_MISSING" });
});

test("of two orders each is told only what was refused after its own Session", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertSession(db, paidSession);
  await insertOrder(db, { id: OTHER_ID });
  await insertSession(db, { ...paidSession, order_id: OTHER_ID, stripe_session_id: "cs_2", created_at: ago(2_200) });
  await insertRefused(db, "{{", { received_at: ago(2_300) });
  const facts = await loadTraceFacts(db, [ORDER_ID, OTHER_ID]);
  expect(facts.get(ORDER_ID)!.refused).toMatchObject({ count: 1 });
  expect(facts.get(OTHER_ID)!.refused).toBeNull();
});

test("of an unpaid order only the refused requests that name it are told", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertSession(db);
  await insertRefused(db, "{{");
  expect((await factsOf(db)).refused).toBeNull();
  await insertRefused(db, JSON.stringify({ data: { object: { metadata: { order_id: ORDER_ID } } } }));
  expect((await factsOf(db)).refused).toMatchObject({ exact: true, count: 1 });
});

test("what a stranger posts in masses is looked at as far as the newest 200 requests", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertSession(db, paidSession);
  await insertRefused(db, SESSION_ID);
  for (let count = 0; count < 199; count += 1) await insertRefused(db, "spam");
  expect((await factsOf(db)).refused).toMatchObject({ exact: true });
  await insertRefused(db, "spam");
  expect((await factsOf(db)).refused).toMatchObject({ exact: false, count: 200 });
});

test("refused requests are not looked for once the order is paid", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { status: "paid", payment_state: "paid" });
  await insertSession(db, paidSession);
  await insertRefused(db, SESSION_ID);
  expect((await factsOf(db)).refused).toBeNull();
});

test("an event that waits for its job is found by the Session that it tells of", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertSession(db, paidSession);
  await insertEvent(db, { order_id: null, outcome: "journaled", processed: 0, processed_at: null });
  expect((await factsOf(db)).payingEvent).toMatchObject({ eventId: "evt_paid", outcome: "journaled" });
});

test("the event of a slow payment is not the event that tells the money", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { payment_state: "processing" });
  await insertSession(db, { status: "complete" });
  await insertEvent(db);
  await insertHistory(db, "payment_processing", "event:evt_paid");
  expect((await factsOf(db)).payingEvent).toBeNull();
  await insertEvent(db, { event_id: "evt_money", type: "checkout.session.async_payment_succeeded" });
  expect((await factsOf(db)).payingEvent).toMatchObject({ eventId: "evt_money" });
});

test("events of other types prove no payment", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertSession(db, paidSession);
  await insertEvent(db, { type: "invoice.paid" });
  expect((await factsOf(db)).payingEvent).toBeNull();
});

test("of several Sessions the paid one counts, else the newest", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertSession(db, { stripe_session_id: "cs_old" });
  await insertSession(db, { stripe_session_id: "cs_new" });
  expect((await factsOf(db)).session!.stripe_session_id).toBe("cs_new");
  await db
    .updateTable("order_sessions")
    .set({ status: "complete", payment_status: "paid" })
    .where("stripe_session_id", "=", "cs_old")
    .execute();
  expect((await factsOf(db)).session!.stripe_session_id).toBe("cs_old");
});

test("steps are told by their newest attempt, in the order in which they were last begun", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertStep(db, { name: "look_up", outcome: "done" });
  await insertStep(db, { name: "create", outcome: "uncertain" });
  await insertStep(db, { name: "look_up", attempt: 2, outcome: "running", finished_at: null });
  const { steps } = await factsOf(db);
  expect(steps.map(({ name, attempt, outcome }) => [name, attempt, outcome])).toEqual([
    ["create", 1, "uncertain"],
    ["look_up", 2, "running"],
  ]);
});

test("a run begins with its claim: what an earlier one came to is not told of the present one", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertStep(db, { name: "claim" });
  await insertStep(db, { name: "create", outcome: "done" });
  await insertStep(db, { name: "claim", attempt: 2 });
  await insertStep(db, { name: "look_up", attempt: 2, outcome: "running", finished_at: null });
  expect((await factsOf(db)).steps.map(({ name, attempt }) => [name, attempt])).toEqual([
    ["claim", 2],
    ["look_up", 2],
  ]);
});

test("the job that counts is the newest of those that provision", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertJob(db, { state: "dead", error: "gave up" });
  await insertJob(db, { state: "running" });
  await insertJob(db, { kind: "suspend_server", state: "waiting" });
  expect((await factsOf(db)).job).toMatchObject({ state: "running" });
});

test("a server counts by the id it carries and by the number that the order names", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { ptero_server_id: 42 });
  await insertOrder(db, { id: OTHER_ID });
  await insertServer(db, { external_id: null });
  await insertServer(db, { id: 43 });
  await insertServer(db, { id: 44, external_id: "somebody else's" });
  expect((await factsOf(db)).servers.map(({ id }) => id)).toEqual([43, 42]);
  expect((await factsOf(db, OTHER_ID)).servers).toEqual([]);
});

test("a page of a hundred orders takes as many queries as one order", async () => {
  const { db } = openTestStore();
  const ids = Array.from({ length: 100 }, (_, index) => `ord_01KATR2X5N8B6M0VQ4AAAAA${String(index).padStart(3, "0")}`);
  for (const [index, id] of ids.entries()) {
    await insertOrder(db, { id });
    await insertSession(db, { ...paidSession, order_id: id, stripe_session_id: `cs_${index}`, metadata_order_id: id });
    await insertArrival(db);
  }
  const asked = async (orderIds: readonly string[]) => {
    const counted = countingQueries(db);
    const facts = await loadTraceFacts(counted.db, orderIds);
    return { queries: counted.queries(), facts };
  };
  const page = await asked(ids);
  expect(page.facts.size).toBe(100);
  expect(page.facts.get(ids[7]!)!.session!.stripe_session_id).toBe("cs_7");
  expect(page.queries).toBe((await asked(ids.slice(0, 1))).queries);
  expect(page.queries).toBeLessThanOrEqual(14);
});

test("no ids ask nothing, unknown ids are left out", async () => {
  const { db } = openTestStore();
  expect((await loadTraceFacts(db, [])).size).toBe(0);
  expect((await loadTraceFacts(db, ["ord_unknown"])).size).toBe(0);
});
