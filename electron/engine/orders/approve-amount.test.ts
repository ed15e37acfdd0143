import { expect, test } from "vitest";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";
import { NOW, ORDER_ID } from "../trace/facts-for-tests.ts";
import { insertOrder } from "../trace/rows-for-tests.ts";
import { approveAmount } from "./approve-amount.ts";

const approval = { orderId: ORDER_ID, operator: "Ines", reason: "An old price, agreed by phone" };
const mismatched = {
  status: "error",
  payment_state: "paid",
  error_code: "AMOUNT_MISMATCH",
  error_message: "Stripe says $9.99 was paid.",
} as const;

test("a yes makes the order paid, writes its job and keeps who said so, together", async () => {
  const store = openTestStore();
  const deps = testDeps(store);
  await insertOrder(store.db, mismatched);
  const approved = await approveAmount(deps, approval);
  expect(approved).toMatchObject({
    ok: true,
    value: { status: "paid", payment_state: "paid", error_code: null, error_message: null, amount_approved_at: NOW },
  });
  const jobs = await store.db.selectFrom("jobs").select(["kind", "order_id", "run_at"]).execute();
  expect(jobs).toEqual([{ kind: "provision_server", order_id: ORDER_ID, run_at: NOW }]);
  const act = await store.db.selectFrom("audit_log").selectAll().executeTakeFirstOrThrow();
  expect(act).toMatchObject({ actor: "Ines", act: "approve_amount", subject: ORDER_ID, reason: approval.reason });
  expect(JSON.parse(act.before!)).toMatchObject({ status: "error" });
  expect(JSON.parse(act.after!)).toMatchObject({ status: "paid" });
  const history = await store.db.selectFrom("order_history").select(["cause", "change"]).execute();
  expect(history).toEqual([{ cause: "operator:Ines", change: "amount_approved" }]);
  expect(deps.woken()).toBe(1);
});

test("a second yes is refused and writes nothing", async () => {
  const store = openTestStore();
  const deps = testDeps(store);
  await insertOrder(store.db, mismatched);
  await approveAmount(deps, approval);
  expect(await approveAmount(deps, approval)).toMatchObject({
    ok: false,
    error: { code: "ORDER_TRANSITION_REFUSED", says: "The amount of this order is not in question." },
  });
  expect(await store.db.selectFrom("audit_log").select("id").execute()).toHaveLength(1);
  expect(deps.woken()).toBe(1);
});

test("an order that failed for another reason can't be let pass so", async () => {
  const store = openTestStore();
  await insertOrder(store.db, { ...mismatched, error_code: "NO_CAPACITY" });
  const refused = await approveAmount(testDeps(store), approval);
  expect(refused).toMatchObject({ ok: false, error: { code: "ORDER_TRANSITION_REFUSED" } });
  expect(await store.db.selectFrom("jobs").select("id").execute()).toEqual([]);
});

test("an order that is not there is refused", async () => {
  const refused = await approveAmount(testDeps(openTestStore()), approval);
  expect(refused).toMatchObject({ ok: false, error: { code: "ORDER_NOT_FOUND" } });
});
