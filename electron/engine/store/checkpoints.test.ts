import { statSync } from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import { startCheckpoints } from "./checkpoints.ts";
import { openTestStore } from "./test-store.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const task = { lookEveryMs: 5, worthFrames: 1, mostFrames: 64 };

/** A store that writes a page a call, and the sizes of its file and its log. */
function openWriting() {
  const { raw } = openTestStore();
  raw.exec("CREATE TABLE t (x BLOB)");
  const insert = raw.prepare("INSERT INTO t VALUES (zeroblob(3500))");
  return {
    raw,
    write: (pages: number) => {
      for (let n = 0; n < pages; n += 1) insert.run();
    },
    fileSize: () => statSync(raw.name).size,
    logSize: () => statSync(`${raw.name}-wal`).size,
  };
}

test("what is committed is copied into the file by the thread, and not by the writer", async () => {
  const { raw, write, fileSize } = openWriting();
  const checkpoints = startCheckpoints(raw, silent, { afterMs: 0, task });
  onTestFinished(() => checkpoints.stop());
  expect(await checkpoints.ready).toBe(true);
  expect(raw.pragma("wal_autocheckpoint", { simple: true })).toBe(0);
  const before = fileSize();
  write(200);
  await vi.waitFor(() => expect(fileSize() - before).toBeGreaterThan(200 * 3_500));
});

test("a log that never comes to rest is begun anew, so that it stays small", async () => {
  const { raw, write, logSize } = openWriting();
  const checkpoints = startCheckpoints(raw, silent, { afterMs: 0, task });
  onTestFinished(() => checkpoints.stop());
  await checkpoints.ready;
  let pages = 0;
  await vi.waitFor(
    () => {
      write(20);
      pages += 20;
      expect(logSize()).toBeLessThan(pages * 4_096); // each write is two pages at least, so a log that only grows is larger
    },
    { interval: 2, timeout: 9_000 },
  );
  expect(raw.prepare("SELECT count(*) AS n FROM t").get()).toEqual({ n: pages });
});

test("once it is stopped the writer checkpoints again, and the database closes without a log", async () => {
  const { raw, write } = openWriting();
  const checkpoints = startCheckpoints(raw, silent, { afterMs: 0, task });
  await checkpoints.ready;
  await checkpoints.stop();
  expect(raw.pragma("wal_autocheckpoint", { simple: true })).toBe(1_000);
  write(10);
  raw.close();
  expect(statSync(`${raw.name}-wal`, { throwIfNoEntry: false })).toBeUndefined();
});

test("a thread that can't be had leaves the checkpoints to the writer, and says so", async () => {
  const { raw } = openWriting();
  const warn = vi.fn();
  const checkpoints = startCheckpoints(raw, { ...silent, warn }, { afterMs: 0, task: { file: "/nowhere/at/all.db" } });
  expect(await checkpoints.ready).toBe(false);
  expect(warn).toHaveBeenCalledOnce();
  expect(raw.pragma("wal_autocheckpoint", { simple: true })).toBe(1_000);
  await checkpoints.stop();
});

test("stopped before it began, it never begins", async () => {
  const { raw } = openWriting();
  const checkpoints = startCheckpoints(raw, silent, { afterMs: 60_000 });
  await checkpoints.stop();
  expect(await checkpoints.ready).toBe(false);
});
