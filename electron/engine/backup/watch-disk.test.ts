import { expect, test } from "vitest";
import { isLow } from "./watch-disk.ts";

const GB = 1024 ** 3;

test.each([
  ["a large disk with half a gigabyte", { free: 0.5 * GB, size: 500 * GB }, false],
  ["a large disk with less", { free: 0.4 * GB, size: 500 * GB }, true],
  ["a small disk with a tenth", { free: 0.1 * GB, size: GB }, false],
  ["a small disk with a fiftieth", { free: 0.02 * GB, size: GB }, true],
])("%s: low is %s", (_, space, low) => {
  expect(isLow(space)).toBe(low);
});
