import { expect, test, vi } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

test("what comes during the work is done in one round after it", async () => {
  const rounds: (readonly number[])[] = [];
  const doors: (() => void)[] = [];
  const add = oneAtATime<number>((items) => {
    rounds.push(items);
    return new Promise((resolve) => doors.push(resolve));
  });
  add([1]);
  add([2]);
  add([3, 4]);
  expect(rounds).toEqual([[1]]);
  doors.shift()?.();
  await vi.waitFor(() => expect(rounds).toEqual([[1], [2, 3, 4]]));
  doors.shift()?.();
  await Promise.resolve();
  add([5]);
  await vi.waitFor(() => expect(rounds).toEqual([[1], [2, 3, 4], [5]]));
});
