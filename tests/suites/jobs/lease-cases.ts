import { expect } from "vitest";
import { LEASE_MS } from "../../../electron/engine/jobs/job-queue.ts";
import type { JobHandler, JobOutcome } from "../../../electron/engine/jobs/job.ts";
import { done, type Jobs, type JobsCase, T0 } from "./jobs-under-test.ts";

const SILENT = "silent";

/** A worker that took the one job and does not come back from it until it is told to. */
async function takenAndSilent(jobs: Jobs) {
  await jobs.add({ key: "k" });
  const gate = Promise.withResolvers<JobOutcome>();
  const started = Promise.withResolvers<void>();
  const silentOne = jobs.worker({ work: () => (started.resolve(), gate.promise) }, { owner: SILENT });
  const ended = silentOne.tick();
  await started.promise;
  let runs = 0;
  const other = jobs.worker({ work: async () => ((runs += 1), { kind: "done" }) }, { owner: "other" });
  return { ...jobs, silentOne, other, ended, finish: gate.resolve, runs: () => runs };
}

async function expectLateWordToBeLost(jobs: Jobs, laterOwner: string): Promise<void> {
  const { worker, at, ended, finish, place } = await takenAndSilent(jobs);
  const gate = Promise.withResolvers<JobOutcome>();
  const later = worker({ work: () => gate.promise }, { owner: laterOwner });
  at(LEASE_MS + 1);
  await later.renewLeases();
  const laterEnded = later.tick();
  finish({ kind: "dead", code: "TOO_LATE", says: "I give up." });
  await ended;
  expect(await place.rows()).toMatchObject([{ state: "running", attempts: 2, code: null }]);
  gate.resolve({ kind: "done" });
  expect(await laterEnded).toBe(1);
  expect(await place.rows()).toMatchObject([{ state: "done", attempts: 2, code: null, error: null }]);
}

/** Several workers on the same jobs: nothing runs twice, and nothing is left to the dead. */
export const LEASES: readonly JobsCase[] = [
  [
    "two workers on one table never run a job twice",
    async ({ add, worker, place }) => {
      const JOBS = 60;
      for (let n = 0; n < JOBS; n += 1) await add({ payload: n });
      const ran: unknown[] = [];
      const work: JobHandler = async ({ payload }) => {
        ran.push(payload);
        await new Promise((resolve) => setImmediate(resolve));
        return { kind: "done" };
      };
      const both = ["one", "two"].map((owner) => worker({ work }, { owner }));
      const counts = await Promise.all(
        both.map(async (one) => {
          let count = 0;
          for (let ran = -1; ran !== 0; count += ran) ran = await one.tick();
          return count;
        }),
      );
      expect(ran.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: JOBS }, (_, n) => n));
      expect(Math.min(...counts)).toBeGreaterThan(0);
      expect((await place.rows()).every(({ state, attempts }) => state === "done" && attempts === 1)).toBe(true);
    },
  ],

  [
    "a job under a lease is nobody else's until the lease runs out",
    async (jobs) => {
      const { other, at, ended, finish, runs } = await takenAndSilent(jobs);
      at(LEASE_MS);
      await other.renewLeases();
      expect(await other.tick()).toBe(0);
      at(LEASE_MS + 1);
      await other.renewLeases();
      expect(await other.tick()).toBe(1);
      finish({ kind: "done" });
      await ended;
      expect(runs()).toBe(1);
    },
  ],

  [
    "a worker that says in time that it lives keeps its jobs",
    async (jobs) => {
      const { silentOne, other, at, ended, finish, runs, place } = await takenAndSilent(jobs);
      at(LEASE_MS - 1);
      await silentOne.renewLeases();
      at(LEASE_MS + 1);
      await other.renewLeases();
      expect(await other.tick()).toBe(0);
      finish({ kind: "done" });
      await ended;
      expect(runs()).toBe(0);
      expect(await place.rows()).toMatchObject([{ state: "done", attempts: 1 }]);
    },
  ],

  [
    "what a worker says after it lost its lease to another does not count",
    (jobs) => expectLateWordToBeLost(jobs, "another"),
  ],
  [
    "what a worker says of a run that it lost to its own later claim does not count",
    (jobs) => expectLateWordToBeLost(jobs, SILENT),
  ],

  [
    "a lease is renewed by its owner only, and who lost it is told",
    async ({ add, store, worker, place, at }) => {
      await add();
      const turn = { settled: [], claims: [{ queue: "q", slots: 1 }], owner: "one", now: T0, leaseUntil: T0 + 10 };
      const turned = await store.turn(turn);
      const ids = turned.kind === "turned" ? turned.claimed.map(({ id }) => id) : [];
      expect(await place.connect().renew(ids, "another", T0 + 99)).toEqual(ids);
      expect(await store.renew(ids, "one", T0 + 20)).toEqual([]);
      at(21);
      expect(await worker({ work: done }).tick()).toBe(1);
    },
  ],

  [
    "a worker that is known to be alone takes back at once what a dead one held; another does not",
    async (jobs) => {
      const { worker, ended, finish, at } = await takenAndSilent(jobs);
      at(1);
      expect(await worker({ work: done }, { owner: "new", alone: false }).tick()).toBe(0);
      expect(await worker({ work: done }, { owner: "new", alone: true }).tick()).toBe(1);
      finish({ kind: "done" });
      await ended;
    },
  ],

  [
    "nextAt is when the next waiting job of the asked queues is due",
    async ({ add, store }) => {
      expect(await store.nextAt(["q", "other"])).toBeNull();
      await add({ runAt: T0 + 50 });
      await add({ queue: "other", runAt: T0 + 20 });
      expect([await store.nextAt(["q"]), await store.nextAt(["q", "other"])]).toEqual([T0 + 50, T0 + 20]);
    },
  ],
];
