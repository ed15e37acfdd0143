import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Change } from "../../../shared/contract/system.ts";
import { createChanges } from "./changes.ts";
import { MOST_IDS } from "./gathered.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const orders = (...ids: string[]): Change => ({ topic: "orders", ids });
const timersThatHold = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
const valueOf = async (read: Promise<IteratorResult<Change[], void>>) => (await read).value;

test("the first change of a topic is told at once, what follows in one batch when the window closes", async () => {
  const changes = createChanges();
  const batches = changes.subscribe(undefined);
  changes.publish(orders("a"));
  expect(await valueOf(batches.next())).toEqual([orders("a")]);

  const second = batches.next();
  changes.publish(orders("b"));
  changes.publish(orders("c", "b"));
  vi.advanceTimersByTime(49);
  changes.publish(orders("d"));
  vi.advanceTimersByTime(1);
  expect(await valueOf(second)).toEqual([orders("b", "c", "d")]);
});

test("a topic that changes all the time is told once a window", async () => {
  const changes = createChanges();
  const batches = changes.subscribe(undefined);
  const told: unknown[] = [];
  for (let window = 0; window < 3; window += 1) {
    changes.publish(orders(`first ${window}`));
    changes.publish(orders(`second ${window}`));
    vi.advanceTimersByTime(50);
    told.push(await valueOf(batches.next()));
  }
  expect(told).toEqual([
    [orders("first 0", "second 0")],
    [orders("first 1", "second 1")],
    [orders("first 2", "second 2")],
  ]);
});

test("what follows a closed window waits for the next: a few batches a second, however it comes", async () => {
  const changes = createChanges();
  const batches = changes.subscribe(undefined);
  changes.publish(orders("a"));
  await batches.next();
  changes.publish(orders("b"));
  vi.advanceTimersByTime(50);
  await batches.next();
  const told = vi.fn<(read: unknown) => void>();
  const third = batches.next().then(told);
  changes.publish(orders("c"));
  await vi.advanceTimersByTimeAsync(49);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  await third;
  expect(told).toHaveBeenCalledWith({ value: [orders("c")], done: false });
});

test("topics don't wait for each other", async () => {
  const changes = createChanges();
  const batches = changes.subscribe(undefined);
  changes.publish(orders("a"));
  changes.publish({ topic: "events", ids: ["7"] });
  expect(await valueOf(batches.next())).toEqual([orders("a"), { topic: "events", ids: ["7"] }]);
});

test("a change without ids means all of the topic, and stays so when ids follow", async () => {
  const changes = createChanges();
  const batches = changes.subscribe(undefined);
  changes.publish(orders());
  changes.publish(orders("a"));
  vi.advanceTimersByTime(50);
  expect(await valueOf(batches.next())).toEqual([orders()]);
});

test("a reader that does not read is kept no more than a bounded batch, which then says all", async () => {
  const changes = createChanges();
  const batches = changes.subscribe(undefined);
  for (let id = 0; id < MOST_IDS; id += 1) changes.publish(orders(`o${id}`));
  vi.advanceTimersByTime(50);
  const full = await valueOf(batches.next());
  expect(full?.[0]?.ids).toHaveLength(MOST_IDS);

  for (let id = 0; id <= MOST_IDS; id += 1) changes.publish(orders(`o${id}`));
  vi.advanceTimersByTime(50);
  expect(await valueOf(batches.next())).toEqual([orders()]);
});

test("what is published between subscribing and the first read is not lost", async () => {
  const changes = createChanges();
  const batches = changes.subscribe(undefined);
  changes.publish(orders("early"));
  expect(await valueOf(batches.next())).toEqual([orders("early")]);
});

test("each subscriber gets every change", async () => {
  const changes = createChanges();
  const [one, other] = [changes.subscribe(undefined), changes.subscribe(undefined)];
  changes.publish(orders("a"));
  expect(await valueOf(one.next())).toEqual([orders("a")]);
  expect(await valueOf(other.next())).toEqual([orders("a")]);
});

test("aborting ends a waiting reader, and nothing is kept for it afterwards", async () => {
  const changes = createChanges();
  const controller = new AbortController();
  const batches = changes.subscribe(controller.signal);
  const read = batches.next();
  controller.abort();
  expect(await read).toEqual({ value: undefined, done: true });
  changes.publish(orders("late"));
  expect(await batches.next()).toEqual({ value: undefined, done: true });
});

test("one that is aborted before it subscribes ends at its first read", async () => {
  const batches = createChanges().subscribe(AbortSignal.abort());
  expect(await batches.next()).toEqual({ value: undefined, done: true });
});

test("an open window does not keep the process alive", () => {
  vi.useRealTimers();
  const before = timersThatHold();
  createChanges().publish(orders("a"));
  expect(timersThatHold()).toBe(before);
});
