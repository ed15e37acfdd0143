import { expect, test } from "vitest";
import { listActs } from "../audit/audit.ts";
import { testDeps } from "../rpc/deps-for-tests.ts";
import { openTestStore } from "../store/test-store.ts";
import { NOW } from "../trace/facts-for-tests.ts";
import { pauseQueue, resumeQueue } from "./pause-queue.ts";
import { sqliteJobStore } from "./sqlite-job-store.ts";

test("a queue is paused and resumed by somebody, who is in the audit with the reason", async () => {
  const store = openTestStore();
  const deps = testDeps(store);
  const jobs = sqliteJobStore(store);
  await pauseQueue(deps, { queue: "panel", reason: "the panel is being moved" }, "Ines");
  expect(await jobs.paused()).toEqual([
    { queue: "panel", pausedAt: NOW, pausedBy: "Ines", reason: "the panel is being moved" },
  ]);
  expect(await resumeQueue(deps, "panel", "Mara")).toBe(true);
  expect(await jobs.paused()).toEqual([]);
  expect(deps.woken()).toBe(1);
  expect((await listActs(deps.db, "queue:panel")).map(({ act, actor, reason }) => [act, actor, reason])).toEqual([
    ["resume_queue", "Mara", null],
    ["pause_queue", "Ines", "the panel is being moved"],
  ]);
});

test("resuming a queue that runs is no act", async () => {
  const deps = testDeps(openTestStore());
  expect(await resumeQueue(deps, "panel", "Mara")).toBe(false);
  expect(await listActs(deps.db, "queue:panel")).toEqual([]);
});
