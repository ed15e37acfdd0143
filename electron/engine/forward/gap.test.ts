import { expect, test } from "vitest";
import { closeGap, fillGap, openGap } from "./gap.ts";

test("what was fetched counts where it happened in the gap, to the second", () => {
  const gap = closeGap(openGap(null, 10_000), 20_000);
  const filled = [8_000, 9_000, 15_000, 21_000, 22_000].reduce<typeof gap | null>(fillGap, gap);
  expect(filled).toEqual({ from: 10_000, until: 20_000, filled: 3 });
});

test("a gap that lasts or ended a moment ago goes on; one that is over is followed by a new one", () => {
  const first = openGap(null, 10_000);
  expect(openGap(fillGap(first, 12_000), 15_000)).toEqual({ from: 10_000, until: null, filled: 1 });
  expect(openGap(closeGap(first, 20_000), 29_999)).toEqual({ from: 10_000, until: null, filled: 0 });
  expect(openGap(closeGap(first, 20_000), 30_000)).toEqual({ from: 30_000, until: null, filled: 0 });
});

test("one that ended before anything came through goes on", () => {
  const ended = closeGap(openGap(null, null), 5_000);
  expect(openGap(ended, null)).toEqual({ from: null, until: null, filled: 0 });
});

test("a gap that began before this engine has no beginning", () => {
  expect(fillGap(openGap(null, null), 1)).toMatchObject({ filled: 1 });
  expect(fillGap(null, 1)).toBeNull();
});
