import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { ago, ORDER_ID } from "../trace/facts-for-tests.ts";
import { insertArrival, insertEvent, insertJob, insertOrder, insertRefused } from "../trace/rows-for-tests.ts";
import { readEventDetail } from "./event-detail.ts";

const EVENT = { event_id: "evt_paid", event_type: "checkout.session.completed" } as const;
const received = ago(2_340);

test("an applied event tells its way in, its bytes, its deliveries and what it caused", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { ptero_server_id: 42, ptero_identifier: "a1b2c3d4", provisioned_at: received + 9_000 });
  await insertEvent(db, { created_at: received - 1_200, received_at: received, processed_at: received + 187 });
  const headers = JSON.stringify({ "stripe-signature": "t=1,v1=9c41", Authorization: "Bearer secret" });
  const id = await insertArrival(db, { ...EVENT, headers, answered_at: received + 3 });
  const second = await insertArrival(db, { ...EVENT, verdict: "duplicate", body: Buffer.from("again") });
  const before = { status: "pending", paymentState: "unpaid", serviceState: "none" };
  const after = { status: "paid", paymentState: "paid", serviceState: "none" };
  const at = received + 180;
  const change = { order_id: ORDER_ID, at, cause: "event:evt_paid", change: "payment_confirmed" };
  await db
    .insertInto("order_history")
    .values({ ...change, before: JSON.stringify(before), after: JSON.stringify(after) })
    .execute();
  await insertJob(db, { created_at: at, state: "done" });
  await insertJob(db, { created_at: at + 1, kind: "suspend_server" });

  const detail = (await readEventDetail(db, id))!;
  expect(detail).toMatchObject({ id, payload: '{"id":"evt_paid"}', bodyBytes: 2_914, answeredStatus: 200 });
  expect(detail.headers).toEqual({ "stripe-signature": "t=1,v1=9c41", Authorization: "•••" });
  expect(detail.deliveries.map((delivery) => [delivery.id, delivery.outcome])).toEqual([
    [id, "applied"],
    [second, "duplicate"],
  ]);
  expect(detail.journey).toEqual([
    { name: "Created", at: received - 1_200, note: "at Stripe" },
    { name: "Received", at: received, note: "+ 1.2 s" },
    { name: "Answered 200", at: received + 3, note: "+ 3 ms" },
    { name: "Applied", at: received + 187, note: "+ 184 ms" },
  ]);
  expect(detail.effects).toEqual([
    { at, says: "Order from pending to paid, payment from unpaid to paid.", orderId: ORDER_ID },
    { at, says: "Job provision server, done.", orderId: ORDER_ID },
    { at: received + 9_000, says: "Server 42 (a1b2c3d4) runs.", orderId: ORDER_ID },
  ]);
});

test("a duplicate shows its own bytes and ends with its answer", async () => {
  const { db } = openTestStore();
  await insertEvent(db);
  await insertArrival(db, EVENT);
  const id = await insertArrival(db, { ...EVENT, verdict: "duplicate", body: Buffer.from("{}") });
  const detail = (await readEventDetail(db, id))!;
  expect(detail).toMatchObject({ outcome: "duplicate", payload: "{}" });
  expect(detail.journey.at(-1)!.name).toBe("Answered 200");
});

test("a refused request shows what was posted and stands alone", async () => {
  const { db } = openTestStore();
  const id = await insertRefused(db, '{"id":"evt_paid"}');
  const detail = (await readEventDetail(db, id))!;
  expect(detail).toMatchObject({ outcome: "rejected", payload: '{"id":"evt_paid"}', answeredStatus: 400, effects: [] });
  expect(detail.deliveries.map((delivery) => delivery.id)).toEqual([id]);
  expect(detail.journey.map(({ name, note }) => [name, note])).toEqual([
    ["Received", ""],
    ["Answered 400", "+ 3 ms"],
  ]);
});

test("a body that was not kept is told as such", async () => {
  const { db } = openTestStore();
  const id = await insertRefused(db, "", { body: null, body_bytes: 3_000_000, answered_status: 413 });
  expect(await readEventDetail(db, id)).toMatchObject({ payload: null, bodyBytes: 3_000_000 });
});

test("an event that catch-up fetched was answered to nobody", async () => {
  const { db } = openTestStore();
  await insertEvent(db);
  const id = await insertArrival(db, { ...EVENT, source: "catch_up" });
  const detail = (await readEventDetail(db, id))!;
  expect(detail.answeredStatus).toBeNull();
  expect(detail.journey.map(({ name }) => name)).toEqual(["Created", "Fetched", "Journaled", "Applied"]);
});

test("an id that the journal does not have is nothing", async () => {
  const { db } = openTestStore();
  expect(await readEventDetail(db, 1)).toBeUndefined();
});
