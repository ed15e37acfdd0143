import { expect, test } from "vitest";
import { restartDelay } from "./restart-delay.ts";

test("the first death costs nothing, a row of them waits longer and longer, half a minute at most", () => {
  expect([1, 2, 3, 4, 7, 40].map(restartDelay)).toEqual([0, 1_000, 2_000, 4_000, 30_000, 30_000]);
});
