import { expect, test } from "vitest";
import { listOpenFindings } from "../findings/findings.ts";
import { enqueueJob } from "../jobs/enqueue-job.ts";
import { JobQueue } from "../jobs/job-queue.ts";
import { sqliteJobStore } from "../jobs/sqlite-job-store.ts";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";
import { NOW } from "../trace/facts-for-tests.ts";
import { insertEvent } from "../trace/rows-for-tests.ts";
import { processJob } from "./held-events.ts";
import { packText } from "./packed-text.ts";
import { processEvent } from "./process-event.ts";

const WAITING = { outcome: "journaled", processed: 0, processed_at: null, order_id: null } as const;

/** A queue that applies events, and whose clock jumps to whatever is due next. */
function startApplying() {
  const store = openTestStore();
  let now = NOW;
  const deps = testDeps(store, { now: () => now });
  const handlers = { process_event: processEvent(deps) };
  const { log } = deps.options;
  const start = () =>
    new JobQueue({
      store: sqliteJobStore(store),
      alone: true,
      now: () => now,
      log,
      owner: "me",
      handlers,
      concurrency: { events: 8 },
      onSettled: () => {},
    });
  return {
    db: store.db,
    journal: async (id: string, patch: Parameters<typeof insertEvent>[1]) => {
      await insertEvent(store.db, { event_id: id, ...WAITING, ...patch });
      await enqueueJob(store.db, processJob(id, now), now);
    },
    applyUntilSettled: async () => {
      const queue = start();
      for (let runs = 0; runs < 40; runs += 1) {
        await queue.idle();
        now += 15 * 60_000;
      }
      await queue.stop(0);
    },
    outcomes: () =>
      store.db
        .selectFrom("stripe_events_log")
        .select(["event_id", "outcome", "processed", "reason_code"])
        .orderBy("event_id")
        .execute(),
  };
}

test("an event that crashes what applies it is given up, kept and reported, and stops no other", async () => {
  const { db, journal, applyUntilSettled, outcomes } = startApplying();
  await journal("evt_a_poison", { payload: "{broken" });
  await journal("evt_b", { type: "some.new.thing", payload: "{}" });
  await applyUntilSettled();
  expect(await outcomes()).toEqual([
    { event_id: "evt_a_poison", outcome: "failed", processed: 0, reason_code: "EVENT_CRASHED" },
    { event_id: "evt_b", outcome: "not_ours", processed: 1, reason_code: null },
  ]);
  expect(await db.selectFrom("jobs").select(["key", "state", "attempts"]).orderBy("key").execute()).toEqual([
    { key: "event:evt_a_poison", state: "dead", attempts: 6 },
    { key: "event:evt_b", state: "done", attempts: 1 },
  ]);
  expect(await listOpenFindings(db)).toMatchObject([{ code: "EVENT_FAILED", subject: "evt_a_poison" }]);
});

test("an event whose payload is packed is applied like any other", async () => {
  const { journal, applyUntilSettled, outcomes } = startApplying();
  const payload = JSON.stringify({ data: { object: { nothing: "that could be read" } } });
  await journal("evt_packed", { payload: "{}", payload_packed: packText(payload) });
  await applyUntilSettled();
  expect(await outcomes()).toMatchObject([{ outcome: "not_ours", reason_code: "EVENT_WITHOUT_OBJECT" }]);
});

test("a refusal of Stripe is tried a few times, then shown", async () => {
  const { db, journal, applyUntilSettled, outcomes } = startApplying();
  await journal("evt_a", { payload: JSON.stringify({ data: { object: { id: "cs_1" } } }) });
  await applyUntilSettled();
  expect(await outcomes()).toMatchObject([{ outcome: "failed", reason_code: "STRIPE_NOT_CONFIGURED" }]);
  expect(await db.selectFrom("jobs").select(["state", "attempts"]).execute()).toEqual([{ state: "dead", attempts: 8 }]);
});
