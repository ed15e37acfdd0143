import { expect, test } from "vitest";
import { fitsQuery, parseEventQuery } from "../../../shared/contract/event-query.ts";
import type { EventView } from "../../../shared/contract/event-rows.ts";
import type { Db } from "../store/open-store.ts";
import { openTestStore } from "../store/test-store.ts";
import { ORDER_ID } from "../trace/facts-for-tests.ts";
import { insertArrival, insertEvent, insertOrder, insertRefused } from "../trace/rows-for-tests.ts";
import { countEvents, type EventQuery, listEvents } from "./list-events.ts";

const list = (db: Db, query: Partial<EventQuery> = {}) =>
  listEvents(db, { view: "all", query: "", source: null, before: null, limit: 100, ...query });
const idsOf = async (db: Db, query: Partial<EventQuery>) => (await list(db, query)).rows.map(({ id }) => id);

/** An accepted arrival and its event; answers the journal's id. */
async function arrive(db: Db, eventId: string, event: Parameters<typeof insertEvent>[1] = {}): Promise<number> {
  const type = event?.type ?? "checkout.session.completed";
  await insertEvent(db, { event_id: eventId, type, ...event });
  return insertArrival(db, { event_id: eventId, event_type: type });
}

test("an accepted arrival shows its event's outcome, order and customer", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  const id = await arrive(db, "evt_1");
  expect((await list(db)).rows).toEqual([
    {
      id,
      eventId: "evt_1",
      type: "checkout.session.completed",
      receivedAt: expect.any(Number) as number,
      outcome: "applied",
      reasonCode: null,
      reason: null,
      more: 0,
      lastAt: null,
      source: "endpoint",
      orderId: ORDER_ID,
      customerEmail: "mara.lindqvist@example.se",
      objectId: "cs_test_a1f93jd02kQx7",
    },
  ]);
});

test("a second arrival of an event is a duplicate, whatever came of the first", async () => {
  const { db } = openTestStore();
  await arrive(db, "evt_1", { outcome: "failed", reason_code: "STRIPE_REFUSED", reason: "No such Session" });
  await insertArrival(db, { event_id: "evt_1", event_type: "checkout.session.completed", verdict: "duplicate" });
  const { rows } = await list(db);
  expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["duplicate", null],
    ["failed", "No such Session"],
  ]);
});

test("a refused request has its reason and no type", async () => {
  const { db } = openTestStore();
  await insertRefused(db, "{}");
  expect((await list(db)).rows[0]).toMatchObject({
    outcome: "rejected",
    type: null,
    eventId: null,
    reasonCode: "SIGNATURE_MISMATCH",
  });
});

test("an event that is applied tells no reason, one that is retried tells its own", async () => {
  const { db } = openTestStore();
  await arrive(db, "evt_1", { reason: "an old one" });
  await arrive(db, "evt_2", {
    outcome: "retrying",
    reason_code: "STRIPE_UNREACHABLE",
    reason: "Stripe did not answer",
  });
  const { rows } = await list(db);
  expect(rows.map(({ reasonCode, reason }) => [reasonCode, reason])).toEqual([
    ["STRIPE_UNREACHABLE", "Stripe did not answer"],
    [null, null],
  ]);
});

test("pages go from new to old without a gap", async () => {
  const { db } = openTestStore();
  for (let number = 1; number <= 5; number += 1) await insertArrival(db);
  const first = await list(db, { limit: 2 });
  const second = await list(db, { limit: 2, before: first.before });
  const third = await list(db, { limit: 2, before: second.before });
  expect([first, second, third].map(({ rows }) => rows.map(({ id }) => id))).toEqual([[5, 4], [3, 2], [1]]);
  expect(third.before).toBeNull();
});

test("views show what their counts count", async () => {
  const { db } = openTestStore();
  const applied = await arrive(db, "evt_1");
  const duplicate = await insertArrival(db, { event_id: "evt_1", verdict: "duplicate" });
  const refused = await insertRefused(db, "");
  const retrying = await arrive(db, "evt_2", { outcome: "retrying" });
  const failed = await arrive(db, "evt_3", { outcome: "failed" });
  const notOurs = await arrive(db, "evt_4", { outcome: "not_ours" });
  await insertArrival(db, { event_id: "evt_4", verdict: "duplicate" });
  const expected: Record<EventView, number[]> = {
    all: [notOurs + 1, notOurs, failed, retrying, refused, duplicate, applied],
    rejected: [refused],
    retrying: [failed, retrying],
    duplicate: [notOurs + 1, duplicate],
    not_ours: [notOurs],
  };
  const counts = await countEvents(db);
  for (const [view, ids] of Object.entries(expected)) {
    expect([view, await idsOf(db, { view: view as EventView })]).toEqual([view, ids]);
    expect([view, counts[view as EventView]]).toEqual([view, ids.length]);
  }
});

test("a source narrows the list", async () => {
  const { db } = openTestStore();
  await insertArrival(db);
  const fetched = await insertArrival(db, { source: "catch_up" });
  expect(await idsOf(db, { source: "catch_up" })).toEqual([fetched]);
});

test.each([
  ["a type", "subscription.updated"],
  ["a type by its prefix", "type:customer.*"],
  ["an event's id", "evt_sub"],
  ["an order's id", ORDER_ID.slice(-8)],
  ["an object's id", "id:sub_42"],
  ["an e-mail", "customer:lindqvist"],
  ["several words at once", "type:customer mara.lindqvist"],
])("%s finds its arrival and no other", async (_name, query) => {
  const { db } = openTestStore();
  await insertOrder(db);
  await arrive(db, "evt_invoice", { type: "invoice.paid", order_id: null, object_id: "in_1" });
  const wanted = await arrive(db, "evt_sub", { type: "customer.subscription.updated", object_id: "sub_42" });
  await insertRefused(db, "customer");
  expect(await idsOf(db, { query })).toEqual([wanted]);
});

test("every word must be found", async () => {
  const { db } = openTestStore();
  await arrive(db, "evt_1");
  expect(await idsOf(db, { query: "evt_1 invoice" })).toEqual([]);
});

test("an underscore of an id means itself", async () => {
  const { db } = openTestStore();
  await arrive(db, "evtX1");
  expect(await idsOf(db, { query: "evt_1" })).toEqual([]);
});

const QUERIES = [
  "type:*",
  "type:customer.*",
  "type:*.deleted,*.paid",
  "-type:invoice.*",
  "id:evt_a",
  "id:sub_",
  "-id:sub_",
  "order:ord_",
  "-order:ord_",
  "customer:MARA",
  "outcome:rejected,duplicate",
  "outcome:journaled",
  "-outcome:not_ours",
  "verdict:accepted",
  "verdict:duplicate",
  "-verdict:rejected",
  "source:catch-up",
  "-source:endpoint",
  "secret",
  "-secret",
  "body_reserialised",
  "signature_mismatch",
  "unreachable",
  '"did not answer"',
  "100%",
  "type:invoice.* outcome:retrying foo:bar",
] as const;

test("each filter finds in the journal what it finds in the tail", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  await arrive(db, "evt_a", { type: "customer.subscription.deleted", object_id: "sub_1" });
  await arrive(db, "evt_b", { type: "invoice.paid", outcome: "not_ours", order_id: null, object_id: null });
  const unreachable = { reason_code: "STRIPE_UNREACHABLE", reason: "Stripe did not answer, 100% of it" };
  await arrive(db, "evt_c", { type: "invoice.voided", outcome: "retrying", order_id: null, ...unreachable });
  await insertArrival(db, { event_id: "evt_c", event_type: "invoice.voided", verdict: "duplicate" });
  await insertArrival(db, { event_id: "evt_new", event_type: "charge.refunded", source: "catch_up" });
  await insertRefused(db, "");
  const diagnosis = JSON.stringify({ code: "BODY_RESERIALISED", says: "Rewritten." });
  await insertRefused(db, "", { diagnosis, reason: "Rewritten on the way." });
  const all = (await list(db)).rows;
  for (const query of QUERIES) {
    const wanted = all.filter((row) => fitsQuery(row, parseEventQuery(query).terms)).map(({ id }) => id);
    expect({ query, ids: await idsOf(db, { query }) }).toEqual({ query, ids: wanted });
  }
});

test("a row that counts a flood tells how many, and its reason without the number", async () => {
  const { db } = openTestStore();
  const reason = "1000 more refused like this. No header.";
  await insertRefused(db, "", { body: null, more: 1_000, last_at: 42, reason });
  expect((await list(db)).rows).toMatchObject([{ more: 1_000, lastAt: 42, reason: "No header." }]);
});

test("a refused request is known by what its diagnosis found", async () => {
  const { db } = openTestStore();
  await insertRefused(db, "", { diagnosis: JSON.stringify({ code: "BODY_RESERIALISED" }) });
  expect((await list(db)).rows).toMatchObject([{ reasonCode: "BODY_RESERIALISED" }]);
});
