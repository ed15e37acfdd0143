import { expect, test } from "vitest";
import { createChanges } from "../changes/changes.ts";
import { openTestStore } from "../store/test-store.ts";
import { insertArrival, insertEvent } from "../trace/rows-for-tests.ts";
import { tailEvents } from "./event-rows-tail.ts";

function startTail() {
  const { db } = openTestStore();
  const changes = createChanges();
  const controller = new AbortController();
  const tail = tailEvents({ db, changes }, controller.signal);
  return { db, changes, tail, stop: () => controller.abort() };
}
const batchOf = async (read: Promise<IteratorResult<{ id: number; outcome: string }[], void>>) =>
  ((await read).value ?? []).map(({ id, outcome }) => [id, outcome]);

test("arrivals come in batches as they arrive, and again when their outcome changes", async () => {
  const { db, changes, tail, stop } = startTail();
  await insertEvent(db, { outcome: "journaled" });
  const id = await insertArrival(db, { event_id: "evt_paid" });
  changes.publish({ topic: "events", ids: [String(id)] });
  expect(await batchOf(tail.next())).toEqual([[id, "journaled"]]);

  const second = tail.next();
  await db.updateTable("stripe_events_log").set({ outcome: "applied" }).execute();
  changes.publish({ topic: "events", ids: [String(id)] });
  expect(await batchOf(second)).toEqual([[id, "applied"]]);
  stop();
});

test("told that something changed, it brings all that arrived since and looks back a little", async () => {
  const { db, changes, tail, stop } = startTail();
  const old = await insertArrival(db);
  const first = tail.next();
  const [one, other] = [await insertArrival(db), await insertArrival(db)];
  changes.publish({ topic: "events", ids: [] });
  expect((await batchOf(first)).map(([id]) => id)).toEqual([old, one, other]);
  stop();
});

test("changes of other topics bring nothing, and ids that are not there neither", async () => {
  const { db, changes, tail, stop } = startTail();
  const first = tail.next();
  changes.publish({ topic: "orders", ids: ["1"] });
  changes.publish({ topic: "events", ids: ["99", "no number"] });
  const id = await insertArrival(db);
  changes.publish({ topic: "events", ids: [String(id)] });
  expect(await batchOf(first)).toEqual([[id, "journaled"]]);
  stop();
});

test("it ends when its reader leaves", async () => {
  const { tail, stop } = startTail();
  const read = tail.next();
  stop();
  expect(await read).toEqual({ value: undefined, done: true });
});
