import { expect, test } from "vitest";
import { DRIFT_KINDS, DRIFT_SAYS, driftOf } from "./drift.ts";

const first = (count: number, months: number) => Array.from({ length: count }, (_, index) => driftOf(index, months));

test("each kind is planted once among the first purchases, and one in twenty from then on", () => {
  const dense = first(DRIFT_KINDS.length * 2, 12);
  expect(dense.filter((kind) => kind !== null)).toEqual(DRIFT_KINDS);
  const more = first(2_000 + dense.length, 12).slice(dense.length);
  expect(more.filter((kind) => kind !== null)).toHaveLength(100);
});

test("a world of one month has nothing that needs a renewal", () => {
  expect(first(200, 1)).not.toContain("past_due_still_running");
  expect(first(200, 2)).toContain("past_due_still_running");
});

test("every kind is told in a sentence", () => {
  for (const says of Object.values(DRIFT_SAYS)) expect(says).toMatch(/^[A-Z].*\.$/);
});
