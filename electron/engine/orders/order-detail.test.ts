import { expect, test } from "vitest";
import { recordAct } from "../audit/audit.ts";
import { openTestStore } from "../store/test-store.ts";
import {
  ago,
  anOrder,
  aSession,
  NOW,
  ORDER_ID,
  runningFacts,
  SESSION_ID,
  someFacts,
} from "../trace/facts-for-tests.ts";
import {
  insertArrival,
  insertEvent,
  insertJob,
  insertOrder,
  insertSession,
  insertStep,
} from "../trace/rows-for-tests.ts";
import { testOptions } from "../rpc/deps-for-tests.ts";
import { panelServerUrl, stripeUrl } from "./order-detail-links.ts";
import { readOrderDetail } from "./order-detail.ts";

const options = testOptions();

test("an order that waits for its customer shows where to pay, and nothing of a server", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertSession(db);
  const detail = await readOrderDetail({ db, options }, ORDER_ID);
  expect(detail).toMatchObject({
    id: ORDER_ID,
    sessionId: SESSION_ID,
    paymentUrl: "https://checkout.stripe.com/c/pay/x",
    server: null,
    retry: { allowed: false, says: "The order is not paid, so there is nothing to provision yet." },
  });
  expect(detail!.trace).toHaveLength(10);
  expect(detail!.strip).toEqual(detail!.trace.map(({ state }) => state));
});

test("a link that ended, was paid, or belongs to a closed order is no link to pay", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertSession(db, { expires_at: NOW });
  const paymentUrl = async () => (await readOrderDetail({ db, options }, ORDER_ID))!.paymentUrl;
  expect(await paymentUrl()).toBeNull();
  await db
    .updateTable("order_sessions")
    .set({ expires_at: NOW + 1 })
    .execute();
  expect(await paymentUrl()).not.toBeNull();
  await db.updateTable("orders").set({ status: "canceled" }).execute();
  expect(await paymentUrl()).toBeNull();
});

test("events, jobs, steps and acts come newest first", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { status: "error", payment_state: "paid" });
  await insertEvent(db);
  const first = await insertArrival(db, { event_id: "evt_paid" });
  const second = await insertArrival(db, { event_id: "evt_paid", verdict: "duplicate" });
  await insertJob(db, { state: "dead", attempts: 3, error: "No node has room." });
  await insertJob(db, { state: "waiting", attempts: 1, error: "The panel did not answer." });
  await insertJob(db, { state: "waiting" });
  await insertStep(db, { name: "look_up" });
  await insertStep(db, { name: "create", outcome: "failed", evidence: "[]" });
  const act = { actor: "Ines", subject: ORDER_ID, reason: null };
  await recordAct(db, { ...act, at: ago(9), act: "ask_stripe", before: { status: "pending" }, after: null });
  await recordAct(db, {
    ...act,
    at: ago(5),
    act: "retry_provisioning",
    before: { status: "error", paymentState: "paid" },
    after: { status: "provisioning", paymentState: "paid" },
  });
  const detail = (await readOrderDetail({ db, options }, ORDER_ID))!;
  expect(detail.events.map(({ id }) => id)).toEqual([second, first]);
  expect(detail.jobs.map(({ state }) => state)).toEqual(["waiting", "retrying", "failed"]);
  expect(detail.steps.map(({ name, evidence }) => [name, evidence])).toEqual([
    ["create", "[]"],
    ["look_up", null],
  ]);
  expect(detail.audit.map(({ says }) => says)).toEqual([
    "Retry provisioning: status from error to provisioning.",
    "Ask stripe.",
  ]);
  expect(detail.retry).toEqual({
    allowed: true,
    says: "Looks the server up first, then goes on where it stopped: create.",
  });
});

test("an order that is not there is nothing", async () => {
  const { db } = openTestStore();
  expect(await readOrderDetail({ db, options }, "ord_unknown")).toBeUndefined();
});

const stripe = { secretKey: "sk_test_x", webhookSecrets: [], apiBase: null };
const standIn = { ...stripe, apiBase: "http://127.0.0.1:4010/" };
const panel = { url: "https://panel.example/", apiKey: null };
const subscribed = runningFacts({ stripe_subscription_id: "sub_1", stripe_payment_intent_id: "pi_1" });

test.each([
  ["a live subscription", subscribed, { env: "live", stripe }, "https://dashboard.stripe.com/subscriptions/sub_1"],
  ["a test one", subscribed, { env: "test", stripe }, "https://dashboard.stripe.com/test/subscriptions/sub_1"],
  [
    "a payment",
    someFacts({ order: anOrder({ stripe_payment_intent_id: "pi_1" }) }),
    { env: "test", stripe },
    "https://dashboard.stripe.com/test/payments/pi_1",
  ],
  ["a Session", someFacts(), { env: "test", stripe }, `https://dashboard.stripe.com/test/search?query=${SESSION_ID}`],
  [
    "a stand-in's Session",
    someFacts({ session: aSession() }),
    { env: "sandbox", stripe: standIn },
    `http://127.0.0.1:4010/test/checkout/sessions/${SESSION_ID}`,
  ],
  [
    "a stand-in's subscription",
    subscribed,
    { env: "sandbox", stripe: standIn },
    "http://127.0.0.1:4010/test/subscriptions/sub_1",
  ],
  ["nothing yet", someFacts({ session: null }), { env: "test", stripe }, null],
  ["nothing of a stand-in's yet", someFacts({ session: null }), { env: "sandbox", stripe: standIn }, null],
] as const)("%s has its page at Stripe", (_name, facts, where, url) => {
  expect(stripeUrl(facts, { ...where, panel })).toBe(url);
});

test("a server has its page in the panel, where the panel is known", () => {
  expect(panelServerUrl(42, { env: "test", stripe, panel })).toBe("https://panel.example/admin/servers/view/42");
  expect(panelServerUrl(42, { env: "test", stripe, panel: { url: null, apiKey: null } })).toBeNull();
});
