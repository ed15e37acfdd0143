import { expect, test } from "vitest";
import { listActs } from "../audit/audit.ts";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";
import { NOW } from "../trace/facts-for-tests.ts";
import type { Db } from "../store/open-store.ts";
import { enqueueJob } from "./enqueue-job.ts";
import { listDead, listQueues } from "./list-queues.ts";
import { pauseQueue } from "./pause-queue.ts";
import { runAgain } from "./run-again.ts";

const job = (kind: string, key: string | null) => ({ queue: "events", kind, key, payload: {}, runAt: NOW - 9_000 });

/** A job that gave up after nine attempts; its id. */
async function deadJob(db: Db, kind: string, key: string | null): Promise<number> {
  await enqueueJob(db, job(kind, key), NOW - 9_000);
  const { id } = await db.selectFrom("jobs").select("id").orderBy("id", "desc").executeTakeFirstOrThrow();
  const gaveUp = {
    state: "dead",
    attempts: 9,
    finished_at: NOW - 1,
    error: "Stripe said no.",
    error_code: "NO",
  } as const;
  await db.updateTable("jobs").set(gaveUp).where("id", "=", id).execute();
  return id;
}

test("a job that gave up runs again from its first attempt, once, and somebody is in the audit for it", async () => {
  const deps = testDeps(openTestStore());
  const id = await deadJob(deps.db, "process_event", "event:1");
  expect(await listDead(deps.db)).toMatchObject({ count: 1, rows: [{ id, attempts: 9, error: "Stripe said no." }] });
  expect(await runAgain(deps, [id, id], "Ines")).toEqual({ put: 1, says: "1 job runs again." });
  expect(await deps.db.selectFrom("jobs").select(["state", "attempts", "run_at"]).execute()).toEqual([
    { state: "waiting", attempts: 0, run_at: NOW },
  ]);
  expect(deps.woken()).toBe(1);
  expect(await runAgain(deps, [id], "Ines")).toEqual({ put: 0, says: `Job ${id} did not give up, or was pruned.` });
  expect((await listActs(deps.db, `job:${id}`)).map(({ act, actor }) => [act, actor])).toEqual([
    ["run_job_again", "Ines"],
  ]);
});

test("a job that was asked for anew meanwhile stays dead, and says so", async () => {
  const deps = testDeps(openTestStore());
  const id = await deadJob(deps.db, "process_event", "event:1");
  await enqueueJob(deps.db, job("process_event", "event:1"), NOW);
  const free = await deadJob(deps.db, "send_invoice", null);
  expect(await runAgain(deps, [id, free], "Ines")).toEqual({
    put: 1,
    says: "1 job runs again. process_event was asked for again already.",
  });
  expect((await listDead(deps.db)).rows.map((row) => row.id)).toEqual([id]);
});

test("every queue is listed, with what waits, what gave up, and who paused it since when", async () => {
  const deps = testDeps(openTestStore());
  await deadJob(deps.db, "process_event", null);
  await enqueueJob(deps.db, job("process_event", "event:2"), NOW);
  await enqueueJob(deps.db, { ...job("process_event", "event:3"), runAt: NOW + 60_000 }, NOW);
  await pauseQueue(deps, { queue: "events", reason: "Stripe is down" }, "Ines");
  const rows = await listQueues(deps.db, NOW);
  expect(rows.map(({ queue }) => queue)).toEqual(["events", "panel", "replays", "housekeeping", "rebuild"]);
  expect(rows[0]).toMatchObject({
    waiting: 2,
    due: 1,
    oldestDueAt: NOW - 9_000,
    running: 0,
    dead: 1,
    paused: { at: NOW, by: "Ines", reason: "Stripe is down" },
  });
  expect(rows[1]).toMatchObject({ waiting: 0, dead: 0, paused: null });
});
