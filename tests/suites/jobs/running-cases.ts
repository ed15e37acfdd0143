import { expect } from "vitest";
import type { JobOutcome } from "../../../electron/engine/jobs/job.ts";
import { done, type JobsCase, T0 } from "./jobs-under-test.ts";

/** One worker: what it takes, in which order, and what becomes of what fails. */
export const RUNNING: readonly JobsCase[] = [
  [
    "what is due runs once, and is kept as done",
    async ({ add, worker, place, at }) => {
      const ran: unknown[] = [];
      await add({ payload: { a: 1 } });
      await add({ payload: "later", runAt: T0 + 10 });
      const one = worker({ work: async ({ payload }) => (ran.push(payload), { kind: "done" }) });
      expect(await one.tick()).toBe(1);
      expect(await one.tick()).toBe(0);
      expect(ran).toEqual([{ a: 1 }]);
      at(10);
      expect(await one.tick()).toBe(1);
      expect(await place.rows()).toMatchObject([
        { state: "done", attempts: 1, error: null },
        { state: "done", attempts: 1 },
      ]);
    },
  ],

  [
    "one key is one unfinished job, at the earlier of both times; once it ended the key is free",
    async ({ add, worker, place }) => {
      await add({ key: "k", runAt: T0 + 900 });
      await add({ key: "k", runAt: T0 });
      await add({ key: "k", runAt: T0 + 500 });
      expect(await place.rows()).toMatchObject([{ key: "k", runAt: T0 }]);
      await worker({ work: done }).tick();
      await add({ key: "k" });
      expect(await place.rows()).toMatchObject([{ state: "done" }, { state: "waiting" }]);
    },
  ],

  [
    "asked for again while it runs, it runs once more, however often it was asked",
    async ({ add, worker, place }) => {
      let runs = 0;
      const one = worker({
        work: async () => {
          runs += 1;
          if (runs === 1) for (let asked = 0; asked < 3; asked += 1) await add({ key: "k" });
          return { kind: "done" };
        },
      });
      await add({ key: "k" });
      expect([await one.tick(), await one.tick(), await one.tick()]).toEqual([1, 1, 0]);
      expect(runs).toBe(2);
      expect(await place.rows()).toMatchObject([{ state: "done" }]);
    },
  ],

  [
    "the most urgent goes first, then what was due first, then the oldest",
    async ({ add, worker }) => {
      const ran: unknown[] = [];
      await add({ payload: "third" });
      await add({ payload: "fourth" });
      await add({ payload: "second", runAt: T0 - 5 });
      await add({ payload: "first", priority: 1 });
      const one = worker(
        { work: async ({ payload }) => (ran.push(payload), { kind: "done" }) },
        { concurrency: { q: 1 } },
      );
      for (let ticks = 0; ticks < 4; ticks += 1) await one.tick();
      expect(ran).toEqual(["first", "second", "third", "fourth"]);
    },
  ],

  [
    "no more of a queue is taken than it is allowed, and a full queue keeps no other waiting",
    async ({ add, worker, place }) => {
      for (let n = 0; n < 5; n += 1) await add({ key: `slow ${n}` });
      await add({ key: "other", queue: "other" });
      await add({ key: "nobody's", queue: "not named" });
      const one = worker({ work: done }, { concurrency: { q: 2, other: 2 } });
      expect(await one.tick()).toBe(3);
      expect((await place.rows()).filter(({ state }) => state === "done").map(({ key }) => key)).toEqual([
        "slow 0",
        "slow 1",
        "other",
      ]);
      expect([await one.tick(), await one.tick(), await one.tick()]).toEqual([2, 1, 0]);
    },
  ],

  [
    "a job that fails waits longer each time, give or take a fifth",
    async ({ add, worker, place, at }) => {
      await add();
      const one = worker({ work: async () => ({ kind: "retry", code: "LATER", says: "Not yet." }) });
      let now = 0;
      for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000]) {
        expect(await one.tick()).toBe(1);
        const [row] = await place.rows();
        expect(row).toMatchObject({ state: "waiting", code: "LATER", error: "Not yet." });
        expect(row!.runAt - T0 - now).toBeGreaterThanOrEqual(wait * 0.8);
        expect(row!.runAt - T0 - now).toBeLessThanOrEqual(wait * 1.2);
        now = row!.runAt - T0;
        at(now - 1);
        expect(await one.tick()).toBe(0);
        at(now);
      }
    },
  ],

  [
    "a time that the other side asked for (Retry-After) is kept to the millisecond",
    async ({ add, worker, place, at }) => {
      await add();
      const outcomes: JobOutcome[] = [{ kind: "retry", at: T0 + 7_000, code: "BUSY", says: "Busy." }, { kind: "done" }];
      const one = worker({ work: async () => outcomes.shift()! });
      await one.tick();
      at(6_999);
      expect(await one.tick()).toBe(0);
      at(7_000);
      expect(await one.tick()).toBe(1);
      expect(await place.rows()).toMatchObject([{ state: "done", attempts: 2, code: null, error: null }]);
    },
  ],

  [
    "a handler that throws is tried again a dozen times, then kept dead with its error, and stops no other",
    async ({ add, worker, place, at }) => {
      await add({ kind: "poison", key: "poison" });
      await add({ key: "fine" });
      await add({ kind: "unknown", key: "unknown" });
      const one = worker({
        poison: async () => {
          throw new Error("boom");
        },
        work: done,
      });
      for (let ticks = 0; ticks < 20; ticks += 1) {
        await one.tick();
        at((ticks + 1) * 3_600_000);
      }
      expect(await place.rows()).toMatchObject([
        { key: "poison", state: "dead", attempts: 12, code: "JOB_CRASHED", error: "The job poison crashed: boom" },
        { key: "fine", state: "done" },
        { key: "unknown", state: "dead", code: "JOB_KIND_UNKNOWN" },
      ]);
    },
  ],

  [
    "a job that gives up is kept with its last error",
    async ({ add, worker, place }) => {
      await add();
      await worker({ work: async () => ({ kind: "dead", code: "NO", says: "It can't be done." }) }).tick();
      expect(await place.rows()).toMatchObject([{ state: "dead", code: "NO", error: "It can't be done." }]);
    },
  ],

  [
    "a paused queue gives nothing, also to a worker that starts later, and goes on when it is resumed",
    async ({ add, worker, store, place }) => {
      await add({ key: "waits" });
      await add({ key: "other", queue: "other" });
      const paused = { queue: "q", pausedAt: T0, pausedBy: "Ines", reason: "the panel is being moved" };
      await store.pause({ ...paused, reason: null });
      await store.pause(paused);
      expect(await place.connect().paused()).toEqual([paused]);
      const later = worker({ work: done }, { concurrency: { q: 4, other: 4 } });
      expect(await later.tick()).toBe(1);
      expect(await place.rows()).toMatchObject([{ state: "waiting", attempts: 0 }, { state: "done" }]);
      expect(await store.nextAt(["q"])).toBeNull();
      expect([await store.resume("q"), await store.resume("q")]).toEqual([true, false]);
      expect(await store.nextAt(["q", "other"])).toBe(T0);
      expect(await later.tick()).toBe(1);
    },
  ],
];
