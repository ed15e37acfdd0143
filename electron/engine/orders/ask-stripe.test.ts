import { expect, test } from "vitest";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { answeringStripe } from "../rpc/stripe-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";
import { ORDER_ID, SESSION_ID } from "../trace/facts-for-tests.ts";
import { insertOrder, insertSession } from "../trace/rows-for-tests.ts";
import { askStripe } from "./ask-stripe.ts";

const paidSession = {
  id: SESSION_ID,
  object: "checkout.session",
  status: "complete",
  payment_status: "paid",
  amount_subtotal: 1_999,
  currency: "usd",
  expires_at: 1_800_000_000,
  metadata: { order_id: ORDER_ID },
  customer: "cus_1",
  subscription: "sub_1",
  payment_intent: null,
};

test("what Stripe says now is applied, and who asked is kept", async () => {
  const store = openTestStore();
  const stripe = await answeringStripe(200, paidSession);
  await insertOrder(store.db);
  await insertSession(store.db);
  expect(await askStripe(testDeps(store, { stripe }), ORDER_ID, "Ines")).toEqual({ ok: true, value: undefined });
  expect(stripe.asked).toEqual([
    expect.stringContaining(`GET /v1/checkout/sessions/${SESSION_ID}`),
    expect.stringContaining("GET /v1/subscriptions/sub_1"), // it may have ended by now
  ]);
  const order = await store.db.selectFrom("orders").selectAll().executeTakeFirstOrThrow();
  expect(order).toMatchObject({ status: "paid", payment_state: "paid", stripe_subscription_id: "sub_1" });
  const history = await store.db.selectFrom("order_history").select(["cause", "change"]).execute();
  expect(history).toEqual([{ cause: "operator:Ines", change: "payment_confirmed" }]);
  const acts = await store.db.selectFrom("audit_log").select(["actor", "act", "subject"]).execute();
  expect(acts).toEqual([{ actor: "Ines", act: "ask_stripe", subject: ORDER_ID }]);
});

test("asked twice, it is applied once", async () => {
  const store = openTestStore();
  const deps = testDeps(store, { stripe: await answeringStripe(200, paidSession) });
  await insertOrder(store.db);
  await insertSession(store.db);
  await askStripe(deps, ORDER_ID, "Ines");
  expect(await askStripe(deps, ORDER_ID, "Ines")).toMatchObject({ ok: true });
  expect(await store.db.selectFrom("order_history").select("id").execute()).toHaveLength(1);
  expect(await store.db.selectFrom("jobs").select("id").execute()).toHaveLength(1);
});

test("a Session that Stripe does not know is a refusal, and the order stays as it was", async () => {
  const store = openTestStore();
  const missing = { error: { type: "invalid_request_error", code: "resource_missing", message: "No such session" } };
  await insertOrder(store.db);
  await insertSession(store.db);
  const asked = await askStripe(testDeps(store, { stripe: await answeringStripe(404, missing) }), ORDER_ID, "Ines");
  expect(asked).toMatchObject({ ok: false, error: { code: "STRIPE_REFUSED" } });
  expect(await store.db.selectFrom("orders").select("status").executeTakeFirst()).toEqual({ status: "pending" });
});

test("without a key, without a Session, without an order there is nobody to ask", async () => {
  const store = openTestStore();
  const deps = testDeps(store);
  const codeOf = async () => (await askStripe(deps, ORDER_ID, "Ines")) as { error?: { code: string } };
  expect((await codeOf()).error?.code).toBe("ORDER_NOT_FOUND");
  await insertOrder(store.db);
  expect((await codeOf()).error?.code).toBe("STRIPE_REFUSED");
  await insertSession(store.db);
  expect((await codeOf()).error?.code).toBe("STRIPE_NOT_CONFIGURED");
});
