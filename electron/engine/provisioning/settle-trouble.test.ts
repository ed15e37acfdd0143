import { expect, test } from "vitest";
import { retryAt } from "./settle-trouble.ts";

test("the wait doubles: as long again as it has lasted, a second at least and a minute at most", () => {
  const waits: number[] = [];
  let now = 0;
  for (let tries = 0; tries < 8; tries += 1) {
    const next = retryAt(now, 0, null);
    waits.push((next - now) / 1_000);
    now = next;
  }
  expect(waits).toEqual([1, 1, 2, 4, 8, 16, 32, 60]);
});

test("the panel's Retry-After is never undercut", () => {
  expect(retryAt(0, 0, 17_000)).toBe(17_000);
  expect(retryAt(120_000, 0, 17_000)).toBe(180_000);
});
