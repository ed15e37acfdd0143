import { expect, test } from "vitest";
import type { JournalSettings } from "../../../shared/contract/journal-settings.ts";
import { closeFinding, openFinding } from "../findings/findings.ts";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { writeArea } from "../settings/areas.ts";
import { JOURNAL_AREA } from "../settings/journal-settings.ts";
import type { Db } from "../store/open-store.ts";
import { openTestStore } from "../store/test-store.ts";
import { NOW, ORDER_ID, SESSION_ID } from "../trace/facts-for-tests.ts";
import {
  insertArrival,
  insertEvent,
  insertJob,
  insertOrder,
  insertRefused,
  insertSession,
} from "../trace/rows-for-tests.ts";
import { holdEvent } from "./held-events.ts";
import { keepJournalSmall } from "./keep-journal-small.ts";
import samples from "./packing-dictionary.json" with { type: "json" };
import { headersText, payloadText } from "./packed-text.ts";

const DAY = 86_400_000;
const daysAgo = (days: number) => NOW - days * DAY;

function openJournal() {
  const store = openTestStore();
  let now = NOW;
  const deps = testDeps(store, { now: () => now });
  return {
    deps,
    db: deps.db,
    set: (settings: Partial<JournalSettings>) => writeArea(deps.db, JOURNAL_AREA, settings, NOW),
    /** A day later, since a sweep begins every six hours at most. */
    keepSmall: async () => {
      await keepJournalSmall(deps);
      now += DAY;
    },
  };
}

/** An event of `days` ago with its first arrival and a second one. */
async function journal(db: Db, id: string, days: number, patch: Parameters<typeof insertEvent>[1] = {}) {
  const at = daysAgo(days);
  await insertEvent(db, { event_id: id, order_id: null, outcome: "not_ours", received_at: at, ...patch });
  const arrival = { event_id: id, event_type: "invoice.paid", received_at: at };
  const first = await insertArrival(db, arrival);
  const second = await insertArrival(db, { ...arrival, verdict: "duplicate", body: Buffer.from("{}") });
  return { first, second };
}
const eventIds = async (db: Db) =>
  (await db.selectFrom("stripe_events_log").select("event_id").orderBy("id").execute()).map((row) => row.event_id);
const requestIds = async (db: Db) =>
  (await db.selectFrom("webhook_requests").select("id").orderBy("id").execute()).map(({ id }) => id);

test("events of no order go when they are too old, with all their arrivals; younger ones stay", async () => {
  const { db, keepSmall } = openJournal();
  await journal(db, "evt_old", 91);
  const kept = await journal(db, "evt_young", 29);
  const applied = { outcome: "failed" } as const;
  await journal(db, "evt_failed_old", 401, applied);
  await journal(db, "evt_failed_young", 399, applied);
  await keepSmall();
  expect(await eventIds(db)).toEqual(["evt_young", "evt_failed_young"]);
  expect((await requestIds(db)).slice(0, 2)).toEqual([kept.first, kept.second]);
});

test("an order's event is its evidence: it stays for ever, and so do its arrivals; only a duplicate's bytes go", async () => {
  const { db, keepSmall } = openJournal();
  await insertOrder(db);
  const { first, second } = await journal(db, "evt_paid", 3_000, { outcome: "applied", order_id: ORDER_ID });
  await keepSmall();
  expect(await eventIds(db)).toEqual(["evt_paid"]);
  expect(await requestIds(db)).toEqual([first, second]);
  expect(await db.selectFrom("webhook_requests").select("body").where("id", "=", second).execute()).toEqual([
    { body: null },
  ]);
});

test("held events, unsettled ones and what findings name stay, whatever their age", async () => {
  const { db, keepSmall } = openJournal();
  await journal(db, "evt_held", 1_000, { outcome: "held" });
  await holdEvent(db, "evt_held", { order: "ord_gone", names: [] }, NOW);
  await journal(db, "evt_waiting", 1_000, { outcome: "retrying", processed: 0, processed_at: null });
  await journal(db, "evt_subject", 1_000);
  await journal(db, "evt_evidence", 1_000);
  await journal(db, "evt_nobody", 1_000);
  const stranger = await insertRefused(db, "x", { received_at: daysAgo(1_000) });
  const cited = await insertRefused(db, "y", { received_at: daysAgo(1_000) });
  await openFinding(db, { code: "EVENT_FAILED", subject: "evt_subject", says: "…", evidence: null }, NOW);
  const evidence = { events: ["evt_evidence"], journalIds: [cited] };
  await openFinding(db, { code: "OLD", subject: "x", says: "…", evidence }, NOW);
  await closeFinding(db, "OLD", "x", NOW);
  await keepSmall();
  expect(await eventIds(db)).toEqual(["evt_held", "evt_waiting", "evt_subject", "evt_evidence"]);
  expect(await requestIds(db)).toContain(cited);
  expect(await requestIds(db)).not.toContain(stranger);
});

test("a pruned event that waited for an order leaves nothing behind", async () => {
  const { db, keepSmall } = openJournal();
  await journal(db, "evt_foreign", 91);
  await holdEvent(db, "evt_foreign", { order: null, names: ["sub_foreign"] }, NOW);
  await keepSmall();
  expect(await eventIds(db)).toEqual([]);
  expect(await db.selectFrom("held_events").selectAll().execute()).toEqual([]);
});

test("refused requests go by age and by number, but for the first twenty that name an order here or its Session", async () => {
  const { db, set, keepSmall } = openJournal();
  await insertOrder(db);
  await insertSession(db);
  const old = { received_at: daysAgo(31) };
  const byOrder: number[] = [];
  for (let n = 0; n < 25; n += 1) byOrder.push(await insertRefused(db, "x", { ...old, named_order_id: ORDER_ID }));
  const bySession = await insertRefused(db, "x", { ...old, named_session_id: SESSION_ID });
  await insertRefused(db, "x", { ...old, named_order_id: "ord_01KATR2X5N8B6M0VQ43FVH5C99" });
  const young = await insertRefused(db, "x", { received_at: daysAgo(29) });
  await keepSmall();
  expect(await requestIds(db)).toEqual([...byOrder.slice(0, 20), bySession, young]);

  await set({ mostRejected: 100 });
  const more: number[] = [];
  for (let n = 0; n < 100; n += 1) more.push(await insertRefused(db, "x", { received_at: NOW }));
  await keepSmall();
  expect(await requestIds(db)).toEqual([...byOrder.slice(0, 20), bySession, ...more.slice(21)]);
});

test("each verdict is kept as long as its setting says", async () => {
  const { db, set, keepSmall } = openJournal();
  await set({ keepNotOursDays: 5, keepDuplicateDays: 2, keepRejectedDays: 3 });
  const { first } = await journal(db, "evt_3", 4);
  await insertRefused(db, "x", { received_at: daysAgo(4) });
  const refused = await insertRefused(db, "x", { received_at: daysAgo(2) });
  await journal(db, "evt_9", 9);
  await keepSmall();
  expect(await requestIds(db)).toEqual([first, refused]);
});

test("a journal of many windows is gone through to its end, and again when it has grown old", async () => {
  const { db, keepSmall } = openJournal();
  await insertEvent(db, { id: 1, event_id: "evt_a", order_id: null, outcome: "not_ours", received_at: daysAgo(91) });
  await insertEvent(db, {
    id: 4_500,
    event_id: "evt_b",
    order_id: null,
    outcome: "not_ours",
    received_at: daysAgo(91),
  });
  await insertEvent(db, {
    id: 4_600,
    event_id: "evt_c",
    order_id: null,
    outcome: "not_ours",
    received_at: daysAgo(89.5),
  });
  await keepSmall();
  expect(await eventIds(db)).toEqual(["evt_c"]);
  await keepSmall();
  expect(await eventIds(db)).toEqual([]);
});

const EVENT = samples.events.at(-1)!;
const PAYLOAD = JSON.stringify({ ...EVENT, id: "evt_old" }, null, 2);
const HEADERS = JSON.stringify({ ...samples.headers, "stripe-signature": "t=1,v1=9c41" });

test("a payload is packed when it is old enough, reads as before, and leaves a readable envelope", async () => {
  const { db, keepSmall } = openJournal();
  const event = { payload: PAYLOAD, order_id: null, object_id: "cs_1", created_at: NOW } as const;
  await insertEvent(db, { event_id: "evt_old", ...event, received_at: daysAgo(7.1) });
  await insertEvent(db, { event_id: "evt_young", ...event, received_at: daysAgo(6.9) });
  const arrival = await insertArrival(db, { event_id: "evt_old", headers: HEADERS, received_at: daysAgo(7.1) });
  await keepSmall();
  const [old, young] = await db.selectFrom("stripe_events_log").selectAll().orderBy("id").execute();
  expect(JSON.parse(old!.payload)).toEqual({
    id: "evt_old",
    object: "event",
    type: "checkout.session.completed",
    created: NOW / 1_000,
    livemode: false,
    data: { object: { id: "cs_1" } },
    packed: true,
  });
  expect(payloadText(old!)).toBe(PAYLOAD);
  expect(old!.payload_packed!.byteLength).toBeLessThan(PAYLOAD.length / 8);
  expect(young).toMatchObject({ payload: PAYLOAD, payload_packed: null });
  const request = await db
    .selectFrom("webhook_requests")
    .selectAll()
    .where("id", "=", arrival)
    .executeTakeFirstOrThrow();
  expect(request.headers).toBe("{}");
  expect(headersText(request)).toBe(HEADERS);
  await keepSmall();
  const later = await db.selectFrom("stripe_events_log").selectAll().orderBy("id").execute();
  expect(later[0]).toEqual(old);
  expect(payloadText(later[1]!)).toBe(PAYLOAD);
  expect(later[1]!.payload_packed).not.toBeNull();
});

test("where the setting says so, nothing is packed; a payload that would not shrink never is", async () => {
  const { db, set, keepSmall } = openJournal();
  await set({ packAfterDays: null });
  await insertEvent(db, { event_id: "evt_big", payload: PAYLOAD, received_at: daysAgo(30), order_id: null });
  await insertEvent(db, { event_id: "evt_tiny", payload: "{}", received_at: daysAgo(30), order_id: null });
  await keepSmall();
  const packed = async () =>
    (await db.selectFrom("stripe_events_log").select("payload_packed").orderBy("id").execute()).map(
      ({ payload_packed: bytes }) => bytes !== null,
    );
  expect(await packed()).toEqual([false, false]);
  await set({ packAfterDays: 7 });
  await keepSmall();
  expect(await packed()).toEqual([true, false]);
});

test("jobs that ended long ago are forgotten, but for those of an order", async () => {
  const { db, keepSmall } = openJournal();
  const ended = (key: string, state: "done" | "dead", days: number, orderId: string | null = null) =>
    insertJob(db, { key, state, finished_at: daysAgo(days), order_id: orderId });
  await ended("done old", "done", 4);
  await ended("done young", "done", 2);
  await ended("done, of an order", "done", 4_000, ORDER_ID);
  await ended("dead old", "dead", 91);
  await ended("dead young", "dead", 89);
  await insertJob(db, { key: "waiting", order_id: null, created_at: daysAgo(4_000) });
  await keepSmall();
  const keys = await db.selectFrom("jobs").select("key").orderBy("id").execute();
  expect(keys.map(({ key }) => key)).toEqual(["done young", "done, of an order", "dead young", "waiting"]);
});
