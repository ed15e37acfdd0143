import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noticeGaps } from "./notice-gaps.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test.each([
  ["a sleep of two minutes", 120_000, [130_000]],
  ["a clock that was set back by an hour", -3_600_000, [-3_590_000]],
  ["a minute of a busy machine", 60_000, []],
  ["nothing", 0, []],
])("%s", (_, jump, told) => {
  let offset = 0;
  const gaps: number[] = [];
  const stop = noticeGaps(
    () => Date.now() + offset,
    (ms) => gaps.push(ms),
  );
  vi.advanceTimersByTime(30_000);
  offset = jump; // timers stand still while a machine sleeps; its clock does not
  vi.advanceTimersByTime(30_000);
  expect(gaps).toEqual(told);
  stop();
  offset += 1_000_000;
  vi.advanceTimersByTime(30_000);
  expect(gaps).toEqual(told);
});
