import { expect, test } from "vitest";
import { nextProbeAt } from "./healing-mark.ts";

test("probes come after 1, 2, 5, 10, then every 30 minutes", () => {
  const minutes = [0, 1, 2, 3, 4, 5, 50].map((probes) => nextProbeAt({ probes, lastAt: 0 }) / 60_000);
  expect(minutes).toEqual([1, 2, 5, 10, 30, 30, 30]);
});
