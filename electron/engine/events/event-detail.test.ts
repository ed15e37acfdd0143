import { expect, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { ago, ORDER_ID } from "../trace/facts-for-tests.ts";
import {
  insertArrival,
  insertEvent,
  insertHistory,
  insertJob,
  insertOrder,
  insertRefused,
  insertStep,
} from "../trace/rows-for-tests.ts";
import { diagnose } from "./diagnose.ts";
import { readEventDetail } from "./event-detail.ts";
import { packText } from "./packed-text.ts";

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
  expect(detail.deliveries.map((delivery) => [delivery.answeredStatus, delivery.answeredAfterMs])).toEqual([
    [200, 3],
    [200, 3],
  ]);
  expect(detail.journey).toEqual([
    { name: "Created", at: received - 1_200, note: "at Stripe" },
    { name: "Received", at: received, note: "+ 1.2 s" },
    { name: "Journaled, 200", at: received + 3, note: "+ 3 ms" },
    { name: "Applied", at: received + 187, note: "+ 184 ms" },
    { name: "Server runs", at: received + 9_000, note: "+ 8.8 s" },
  ]);
  expect(detail.effects.map(({ kind, at: when, says, orderId }) => [kind, when, says, orderId])).toEqual([
    ["change", at, "Order from pending to paid, payment from unpaid to paid.", ORDER_ID],
    ["job", at, "Job provision server.", ORDER_ID],
    ["server", received + 9_000, "Server 42 (a1b2c3d4) runs.", ORDER_ID],
  ]);
});

test("a duplicate shows its own bytes and ends with its answer", async () => {
  const { db } = openTestStore();
  await insertEvent(db);
  await insertArrival(db, EVENT);
  const id = await insertArrival(db, { ...EVENT, verdict: "duplicate", body: Buffer.from("{}") });
  const detail = (await readEventDetail(db, id))!;
  expect(detail).toMatchObject({ outcome: "duplicate", payload: "{}", payloadBase64: null });
  expect(detail.journey.at(-1)!.name).toBe("Journaled, 200");
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

test("packed bodies and headers are shown as they came", async () => {
  const { db } = openTestStore();
  const body = '{\n  "id": "evt_paid"\n}';
  await insertEvent(db, { payload: '{"id":"evt_paid","packed":true}', payload_packed: packText(body) });
  const headers = JSON.stringify({ "user-agent": "Stripe/1.0" });
  const id = await insertArrival(db, { ...EVENT, headers: "{}", headers_packed: packText(headers) });
  const detail = (await readEventDetail(db, id))!;
  expect(detail).toMatchObject({ payload: body, headers: { "user-agent": "Stripe/1.0" } });
});

test("a body that is no text comes byte for byte beside what can be read of it", async () => {
  const { db } = openTestStore();
  const body = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
  const id = await insertRefused(db, "", { body });
  const { payloadBase64 } = (await readEventDetail(db, id))!;
  expect(Buffer.from(payloadBase64!, "base64").equals(body)).toBe(true);
});

test("a refused request has its whole diagnosis, one that can't be read counts as none", async () => {
  const { db } = openTestStore();
  const refused = { code: "SIGNATURE_MISMATCH", says: "Signed with a secret that we do not hold." };
  const arrival = {
    receivedAt: received,
    source: "endpoint",
    method: "POST",
    path: "/api/stripe/webhook",
    remoteAddress: null,
    headers: { "stripe-signature": "t=1,v1=ab" },
    body: Buffer.from("{}"),
    bodyBytes: 2,
  } as const;
  const diagnosis = diagnose(arrival, refused, { environment: "test", livemode: false, secrets: [] });
  const id = await insertRefused(db, "{}", { diagnosis: JSON.stringify(diagnosis) });
  expect((await readEventDetail(db, id))!.diagnosis).toMatchObject({ code: diagnosis.code, checks: diagnosis.checks });
  const strange = await insertRefused(db, "{}", { diagnosis: '{"code":"FROM_THE_FUTURE"}' });
  expect(await readEventDetail(db, strange)).toMatchObject({ diagnosis: null, reasonCode: "FROM_THE_FUTURE" });
});

test("the job that applies it tells how often it ran, also after it has ended", async () => {
  const { db } = openTestStore();
  const job = { kind: "process_event", queue: "events", order_id: null } as const;
  await insertEvent(db, { processed_at: received + 30_000 });
  const ended = { state: "done", attempts: 3, started_at: received + 29_000, finished_at: received + 30_004 } as const;
  await insertJob(db, { ...job, ...ended, key: "event:evt_paid" });
  await insertJob(db, { ...job, ...ended, key: "event:evt_other" });
  const id = await insertArrival(db, EVENT);
  const applied = (await readEventDetail(db, id))!;
  expect(applied.effects).toMatchObject([{ kind: "job", says: "Job process event, attempt 3.", state: "done" }]);
  expect(applied.journey.map(({ name }) => name)).toContain("Attempt 3");

  await insertEvent(db, { event_id: "evt_again", outcome: "retrying", processed: 0, processed_at: null });
  await insertJob(db, { ...job, key: "event:evt_again", attempts: 2, error: "Stripe did not answer." });
  const waiting = await insertArrival(db, { ...EVENT, event_id: "evt_again" });
  expect((await readEventDetail(db, waiting))!.effects).toMatchObject([
    { state: "retrying", says: "Job process event, attempt 2: Stripe did not answer." },
  ]);
});

test("the provisioning steps that a payment led to are told, those that something later asked for are not", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await insertEvent(db);
  const id = await insertArrival(db, EVENT);
  const at = ago(2_339);
  await insertHistory(db, "payment_confirmed", "event:evt_paid");
  await insertJob(db, { created_at: at, state: "done" });
  await insertStep(db, { name: "look_up", says: "Before the payment.", started_at: at - 1 });
  await insertStep(db, { name: "claim", says: "Claimed.", started_at: at + 10 });
  await insertStep(db, { name: "create", attempt: 2, outcome: "uncertain", says: "No answer.", started_at: at + 20 });
  await insertJob(db, { created_at: at + 5_000 });
  await insertStep(db, { name: "create", attempt: 3, says: "Made by a retry.", started_at: at + 5_010 });
  const { effects } = (await readEventDetail(db, id))!;
  expect(effects.filter(({ kind }) => kind === "step")).toMatchObject([
    { name: "claim", outcome: "done", says: "Claimed." },
    { name: "create, attempt 2", outcome: "uncertain" },
  ]);
});

test("events about the same object lead to each other in the order in which Stripe made them", async () => {
  const { db } = openTestStore();
  const about = async (event_id: string, created_at: number, patch = {}) => {
    await insertEvent(db, { event_id, created_at, object_id: "sub_1", ...patch });
    return insertArrival(db, { ...EVENT, event_id });
  };
  const second = await about("evt_2", 2_000);
  const first = await about("evt_1", 1_000);
  const third = await about("evt_3", 3_000);
  await about("evt_else", 1_500, { object_id: "sub_2" });
  await insertArrival(db, { ...EVENT, event_id: "evt_1", verdict: "duplicate" });
  const placeOf = async (id: number) => (await readEventDetail(db, id))!.sameObject;
  expect(await placeOf(first)).toEqual({ position: 1, total: 3, previous: null, next: second });
  expect(await placeOf(second)).toEqual({ position: 2, total: 3, previous: first, next: third });
  expect(await placeOf(third)).toMatchObject({ previous: second, next: null });

  const [alone, other] = [
    { object_id: "prod_1", order_id: null },
    { object_id: "prod_2", order_id: null },
  ];
  const only = await about("evt_4", 1, alone);
  expect(await placeOf(only)).toBeNull();
  const next = await about("evt_5", 2, alone);
  await about("evt_6", 3, other);
  expect(await placeOf(only)).toMatchObject({ total: 2, next });
});
