import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { NOW, ORDER_ID } from "../trace/facts-for-tests.ts";
import { insertOrder } from "../trace/rows-for-tests.ts";
import { changeOrder, findOrder, patchOrder } from "./order-repository.ts";

const by = { cause: "event:evt_1", at: NOW } as const;

test("an order that somebody has written since it was read is not written over, and leaves no history", async () => {
  const { db } = openTestStore();
  const stale = await insertOrder(db);
  expect(await changeOrder(db, stale, "payment_confirmed", by, { paid_at: NOW })).toMatchObject({ ok: true });
  const late = await changeOrder(db, stale, "session_expired", by);
  expect(late).toMatchObject({ ok: false, error: { code: "ORDER_CHANGED" } });
  expect(await patchOrder(db, stale, { address: "1.2.3.4:5" }, NOW)).toMatchObject({ ok: false });
  expect(await findOrder(db, ORDER_ID)).toMatchObject({ status: "paid", address: null, version: stale.version + 1 });
  expect(await db.selectFrom("order_history").select("change").execute()).toEqual([{ change: "payment_confirmed" }]);
});

test("a change that the machines refuse writes nothing", async () => {
  const { db } = openTestStore();
  const order = await insertOrder(db);
  expect(await changeOrder(db, order, "server_ready", by, { ptero_server_id: 7 })).toMatchObject({
    ok: false,
    error: { code: "ORDER_TRANSITION_REFUSED", change: "server_ready" },
  });
  expect(await findOrder(db, ORDER_ID)).toEqual(order);
  expect(await db.selectFrom("order_history").selectAll().execute()).toEqual([]);
});

test("a change keeps how the order stood before and after, and what moved it", async () => {
  const { db } = openTestStore();
  await changeOrder(db, await insertOrder(db), "payment_confirmed", by);
  const [row] = await db.selectFrom("order_history").selectAll().execute();
  expect(row).toMatchObject({ order_id: ORDER_ID, at: NOW, cause: "event:evt_1", change: "payment_confirmed" });
  expect([JSON.parse(row!.before), JSON.parse(row!.after)]).toEqual([
    { status: "pending", paymentState: "unpaid", serviceState: "none" },
    { status: "paid", paymentState: "paid", serviceState: "none" },
  ]);
});
