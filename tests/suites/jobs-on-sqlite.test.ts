import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { enqueueJob } from "../../electron/engine/jobs/enqueue-job.ts";
import { sqliteJobStore } from "../../electron/engine/jobs/sqlite-job-store.ts";
import { openStore, type Store } from "../../electron/engine/store/open-store.ts";
import { jobsSuite } from "./jobs-suite.ts";
import type { JobsPlace } from "./jobs/jobs-under-test.ts";

jobsSuite("SQLite", async () => openPlace());

function openPlace(): JobsPlace & { readonly open: () => Store } {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-jobs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const open = (): Store => {
    const opened = openStore(path.join(folder, "jobs.db"));
    if (!opened.ok) throw new Error(opened.error.says);
    onTestFinished(() => opened.value.close());
    return opened.value;
  };
  const looking = open();
  return {
    open,
    connect: () => sqliteJobStore(open()),
    async rows() {
      const rows = await looking.db.selectFrom("jobs").selectAll().orderBy("id").execute();
      return rows.map((row) => ({ ...row, runAt: row.run_at, code: row.error_code }));
    },
  };
}

const job = { queue: "q", kind: "work", key: "k", payload: {}, runAt: 0 };

test("SQLite: a job is there if and only if the transaction that asked for it is", async () => {
  const place = openPlace();
  const { db } = place.open();
  const failing = db.transaction().execute(async (tx) => {
    await enqueueJob(tx, job, 1);
    throw new Error("the state could not be written");
  });
  await expect(failing).rejects.toThrow("the state");
  expect(await place.rows()).toEqual([]);
});

test("SQLite: a job is settled and the next one taken in one commit", async () => {
  const place = openPlace();
  const store = place.open();
  const jobs = sqliteJobStore(store);
  await jobs.enqueue({ ...job, key: "first" }, 0);
  await jobs.enqueue({ ...job, key: "second" }, 0);
  const turn = { settled: [], claims: [{ queue: "q", slots: 1 }], owner: "me", now: 5, leaseUntil: 9 };
  const first = await jobs.turn(turn);
  if (first.kind !== "turned") throw new Error(first.kind);
  const [claimed] = first.claimed;
  const ended = { id: claimed!.id, orderId: null, startedAt: 5, state: "done", runAt: 5, at: 6 } as const;
  store.raw.exec(
    "CREATE TRIGGER no_more BEFORE UPDATE OF state ON jobs WHEN new.state = 'running' BEGIN SELECT RAISE(ABORT, 'full'); END",
  );
  await expect(jobs.turn({ ...turn, settled: [{ ...ended, code: null, error: null }] })).rejects.toThrow("full");
  expect(await place.rows()).toMatchObject([{ state: "running" }, { state: "waiting" }]);
});

test("SQLite: two processes on one file share the jobs and run none twice", async () => {
  const place = openPlace();
  const { raw } = place.open();
  const jobs = place.connect();
  raw.exec("CREATE TABLE ran (job INTEGER NOT NULL, owner TEXT NOT NULL)");
  for (let n = 0; n < 200; n += 1) await jobs.enqueue({ ...job, key: null, payload: n }, 0);
  const script = path.join(import.meta.dirname, "jobs/worker-process.ts");
  const run = promisify(execFile);
  await Promise.all(["one", "two"].map((owner) => run(process.execPath, [script, raw.name, owner])));
  expect((await place.rows()).every(({ state, attempts }) => state === "done" && attempts === 1)).toBe(true);
  const ran = raw.prepare("SELECT count(*) AS runs, count(DISTINCT job) AS jobs FROM ran").get();
  expect(ran).toEqual({ runs: 200, jobs: 200 });
});
