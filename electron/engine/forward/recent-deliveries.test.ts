import { expect, test } from "vitest";
import { RecentDeliveries } from "./recent-deliveries.ts";

const MINUTE = 60_000;
const NOW = 30_000_000 * MINUTE + 12_345;

test("deliveries are counted by the minute, and what is older than twenty of them is not told", () => {
  const recent = new RecentDeliveries();
  for (const minutesAgo of [25, 20, 19, 1, 1, 0]) recent.note(NOW - minutesAgo * MINUTE);
  expect(recent.perMinute(NOW)).toEqual([1, ...Array<number>(17).fill(0), 2, 1]);
  expect(recent.lastAt).toBe(NOW);
  expect(recent.perMinute(NOW + 19 * MINUTE)).toEqual([1, ...Array<number>(19).fill(0)]);
  expect(recent.perMinute(NOW + 60 * MINUTE)).toEqual(Array<number>(20).fill(0));
});
