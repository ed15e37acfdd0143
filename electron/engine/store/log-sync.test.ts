import { expect, test } from "vitest";
import { logSync } from "./log-sync.ts";
import { openTestStore } from "./test-store.ts";

/** A disk that answers when the test says so. */
function slowDisk() {
  const asked: PromiseWithResolvers<void>[] = [];
  let closed = 0;
  const open = async () => ({
    datasync() {
      const sync = Promise.withResolvers<void>();
      asked.push(sync);
      return sync.promise;
    },
    async close() {
      closed += 1;
    },
  });
  const nextAsked = async (count: number) => {
    await expect.poll(() => asked.length).toBe(count);
    return asked[count - 1]!;
  };
  return { open, asked, nextAsked, closed: () => closed };
}

const diskFull = () => Object.assign(new Error("no space left on device"), { code: "ENOSPC" });

test("what asks while a sync runs shares the next one, because the running one may have begun too early", async () => {
  const disk = slowDisk();
  const log = logSync(openTestStore().raw, disk.open);
  const done: string[] = [];
  const first = log.sync().then(() => done.push("first"));
  const running = await disk.nextAsked(1);
  const later = ["second", "third"].map((name) => log.sync().then(() => done.push(name)));
  running.resolve();
  await first;
  expect(done).toEqual(["first"]);
  (await disk.nextAsked(2)).resolve();
  await Promise.all(later);
  expect(done).toEqual(["first", "second", "third"]);
  expect(disk.asked).toHaveLength(2);
});

test("after a sync that failed, the log is copied into the database before anything counts as durable again", async () => {
  const disk = slowDisk();
  const { raw } = openTestStore();
  const log = logSync(raw, disk.open);
  const failing = log.sync();
  (await disk.nextAsked(1)).reject(diskFull());
  await expect(failing).rejects.toMatchObject({ code: "ENOSPC" });

  const waiting = () => (raw.pragma("wal_checkpoint(NOOP)") as [{ log: number; checkpointed: number }])[0];
  expect(waiting().checkpointed).toBeLessThan(waiting().log);
  const again = log.sync();
  (await disk.nextAsked(2)).resolve();
  await again;
  expect(waiting().checkpointed).toBe(waiting().log);
});

test("a sync that follows a failed one is not taken down by it", async () => {
  const disk = slowDisk();
  const log = logSync(openTestStore().raw, disk.open);
  const failing = log.sync();
  const running = await disk.nextAsked(1);
  const following = log.sync();
  running.reject(diskFull());
  await expect(failing).rejects.toMatchObject({ code: "ENOSPC" });
  (await disk.nextAsked(2)).resolve();
  await following;
});

test("closing waits for what is under way", async () => {
  const disk = slowDisk();
  const log = logSync(openTestStore().raw, disk.open);
  const syncing = log.sync();
  const running = await disk.nextAsked(1);
  const closing = log.close();
  expect(disk.closed()).toBe(0);
  running.resolve();
  await Promise.all([syncing, closing]);
  expect(disk.closed()).toBe(1);
});
