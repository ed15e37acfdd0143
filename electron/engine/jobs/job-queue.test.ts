import { expect, onTestFinished, test, vi } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import type { Store } from "../store/open-store.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { JobQueue } from "./job-queue.ts";
import type { JobStore } from "./job-store.ts";
import { sqliteJobStore } from "./sqlite-job-store.ts";
import type { JobHandler, JobOutcome, NewJob } from "./job.ts";

const log = { info: () => {}, warn: () => {}, error: () => {} };
const job = (over: Partial<NewJob> = {}): NewJob => ({
  queue: "q",
  kind: "work",
  key: null,
  payload: {},
  runAt: 0,
  ...over,
});

function startQueue(
  store: Store,
  handlers: Record<string, JobHandler>,
  options: {
    now?: () => number;
    concurrency?: number;
    owner?: string;
    jobs?: JobStore;
    isPressed?: () => boolean;
  } = {},
) {
  const queue = new JobQueue({
    store: options.jobs ?? sqliteJobStore(store),
    ...(options.isPressed && { isPressed: options.isPressed }),
    alone: true,
    now: options.now ?? Date.now,
    log,
    owner: options.owner ?? "me",
    handlers,
    concurrency: { q: options.concurrency ?? 4 },
    onSettled: () => {},
  });
  onTestFinished(() => queue.stop(0));
  return queue;
}
const rowsOf = (store: Store) => store.db.selectFrom("jobs").selectAll().orderBy("id").execute();

test("runs what is due, once, and keeps it as done", async () => {
  const store = openTestStore();
  const ran: unknown[] = [];
  await enqueueJob(store.db, job({ payload: { a: 1 } }), 1);
  const queue = startQueue(store, { work: async ({ payload }) => (ran.push(payload), { kind: "done" }) });
  await queue.idle();
  expect(ran).toEqual([{ a: 1 }]);
  expect(await rowsOf(store)).toMatchObject([{ state: "done", attempts: 1, error: null }]);
});

test("one key is one unfinished job, and runs at the earlier of both times", async () => {
  const store = openTestStore();
  await enqueueJob(store.db, job({ key: "k", runAt: 900 }), 1);
  await enqueueJob(store.db, job({ key: "k", runAt: 500 }), 1);
  expect(await rowsOf(store)).toMatchObject([{ key: "k", run_at: 500, again: 0 }]);
});

test("asked for again while it runs, it runs once more", async () => {
  const store = openTestStore();
  let runs = 0;
  const queue = startQueue(store, {
    work: async () => {
      runs += 1;
      if (runs === 1) {
        await enqueueJob(store.db, job({ key: "k" }), 1);
        await enqueueJob(store.db, job({ key: "k" }), 1);
      }
      return { kind: "done" };
    },
  });
  await enqueueJob(store.db, job({ key: "k" }), 1);
  queue.wake();
  await vi.waitFor(() => expect(runs).toBe(2));
  await queue.idle();
  expect(runs).toBe(2);
  expect(await rowsOf(store)).toMatchObject([{ state: "done" }]);
});

test("a retry waits for its time, and the clock decides", async () => {
  const store = openTestStore();
  let now = 1_000;
  let runs = 0;
  const handler: JobHandler = async () => {
    runs += 1;
    return runs === 1 ? { kind: "retry", at: 5_000, code: "LATER", says: "Not yet." } : { kind: "done" };
  };
  const queue = startQueue(store, { work: handler }, { now: () => now });
  await enqueueJob(store.db, job(), now);
  await queue.idle();
  expect(await rowsOf(store)).toMatchObject([
    { state: "waiting", run_at: 5_000, error_code: "LATER", error: "Not yet." },
  ]);
  now = 4_999;
  await queue.idle();
  expect(runs).toBe(1);
  now = 5_000;
  await queue.idle();
  expect(runs).toBe(2);
});

test("a job that throws is tried again and stops no other", async () => {
  const store = openTestStore();
  const queue = startQueue(store, {
    poison: async () => {
      throw new Error("boom");
    },
    work: async () => ({ kind: "done" }),
  });
  await enqueueJob(store.db, job({ kind: "poison" }), 1);
  await enqueueJob(store.db, job(), 1);
  await queue.idle();
  expect(await rowsOf(store)).toMatchObject([{ state: "waiting", error_code: "JOB_CRASHED" }, { state: "done" }]);
});

test("a dead job is kept with its error", async () => {
  const store = openTestStore();
  const queue = startQueue(store, { work: async () => ({ kind: "dead", code: "NO", says: "It can't be done." }) });
  await enqueueJob(store.db, job(), 1);
  await queue.idle();
  expect(await rowsOf(store)).toMatchObject([{ state: "dead", error_code: "NO", error: "It can't be done." }]);
});

test("takes back at start what a dead process left running", async () => {
  const store = openTestStore();
  await enqueueJob(store.db, job(), 1);
  await store.db
    .updateTable("jobs")
    .set({ state: "running", lease_owner: "dead", lease_until: Date.now() + 60_000 })
    .execute();
  const ran = vi.fn<JobHandler>(async () => ({ kind: "done" }));
  await startQueue(store, { work: ran }).idle();
  expect(ran).toHaveBeenCalledOnce();
});

test("runs no more of a queue at once than it is allowed", async () => {
  const store = openTestStore();
  let running = 0;
  let most = 0;
  const queue = startQueue(
    store,
    {
      work: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return { kind: "done" };
      },
    },
    { concurrency: 2 },
  );
  for (let n = 0; n < 9; n += 1) await enqueueJob(store.db, job(), 1);
  await queue.idle();
  expect(most).toBe(2);
  expect((await rowsOf(store)).every((row) => row.state === "done")).toBe(true);
});

test("a higher priority goes first", async () => {
  const store = openTestStore();
  const order: unknown[] = [];
  await enqueueJob(store.db, job({ payload: "low" }), 1);
  await enqueueJob(store.db, job({ payload: "high", priority: 5 }), 1);
  const queue = startQueue(
    store,
    { work: async ({ payload }) => (order.push(payload), { kind: "done" }) },
    { concurrency: 1 },
  );
  await queue.idle();
  expect(order).toEqual(["high", "low"]);
});

test("an open transaction of the query builder is waited for, not broken into", async () => {
  const store = openTestStore();
  const ran = vi.fn<JobHandler>(async () => ({ kind: "done" }));
  const queue = startQueue(store, { work: ran });
  await store.db.transaction().execute(async (tx) => {
    await enqueueJob(tx, job(), 1);
    queue.wake();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ran).not.toHaveBeenCalled();
  });
  await queue.idle();
  expect(ran).toHaveBeenCalledOnce();
});

test("stopping claims nothing more and waits for what runs", async () => {
  const store = openTestStore();
  const running = Promise.withResolvers<JobOutcome>();
  const started = vi.fn<JobHandler>(() => running.promise);
  const queue = startQueue(store, { work: started }, { concurrency: 1 });
  await enqueueJob(store.db, job(), 1);
  await enqueueJob(store.db, job(), 1);
  queue.wake();
  await vi.waitFor(() => expect(started).toHaveBeenCalledOnce());
  const stopped = queue.stop(5_000);
  running.resolve({ kind: "done" });
  await stopped;
  expect(await rowsOf(store)).toMatchObject([{ state: "done" }, { state: "waiting" }]);
});

test("a slow job is settled although others were settled while it ran", async () => {
  const store = openTestStore();
  const slow = Promise.withResolvers<JobOutcome>();
  await enqueueJob(store.db, job({ kind: "slow" }), 1);
  await enqueueJob(store.db, job(), 1);
  const queue = startQueue(store, { slow: () => slow.promise, work: async () => ({ kind: "done" }) });
  await vi.waitFor(async () => expect(await rowsOf(store)).toMatchObject([{ state: "running" }, { state: "done" }]));
  slow.resolve({ kind: "done" });
  await queue.idle();
  expect(await rowsOf(store)).toMatchObject([{ state: "done" }, { state: "done" }]);
});

test("a wake with nothing due looks, and writes nothing", async () => {
  const store = openTestStore();
  const jobs = sqliteJobStore(store);
  const turn = vi.spyOn(jobs, "turn");
  await enqueueJob(store.db, job({ runAt: Date.now() + 60_000 }), 1);
  const queue = startQueue(store, { work: async () => ({ kind: "done" }) }, { jobs });
  for (let wakes = 0; wakes < 5; wakes += 1) await queue.idle();
  expect(turn).not.toHaveBeenCalled();
});

test("while something more urgent presses jobs go on one by one, and at full width again afterwards", async () => {
  const store = openTestStore();
  let pressed = true;
  let running = 0;
  let most = 0;
  const work: JobHandler = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return { kind: "done" };
  };
  for (let n = 0; n < 4; n += 1) await enqueueJob(store.db, job(), 1);
  const queue = startQueue(store, { work }, { isPressed: () => pressed });
  await queue.idle();
  expect(most).toBe(1);
  expect((await rowsOf(store)).every((row) => row.state === "done")).toBe(true);
  pressed = false;
  for (let n = 0; n < 4; n += 1) await enqueueJob(store.db, job(), 1);
  await queue.idle();
  expect(most).toBe(4);
});
