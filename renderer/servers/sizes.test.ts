import { expect, test } from "vitest";
import { formatMb, freeOf, overallocation } from "./sizes.ts";

test("sizes keep one decimal only where it says something", () => {
  expect(formatMb(512)).toBe("512 MB");
  expect(formatMb(8192)).toBe("8 GB");
  expect(formatMb(1536)).toBe("1.5 GB");
  expect(formatMb(262_657)).toBe("257 GB");
  expect(formatMb(2_097_152)).toBe("2.0 TB");
});

test("what is free is told in the total's unit, and never below nothing", () => {
  expect(freeOf(293_000, 314_368)).toBe("20.9 of 307 GB free");
  expect(freeOf(307_000, 307_200)).toBe("200 MB of 300 GB free");
  expect(freeOf(400, 300)).toBe("0 of 300 MB free");
});

test("a node that promises no more than it has says none", () => {
  expect(overallocation(262_144, 314_573)).toBe("256 GB + 20 %");
  expect(overallocation(262_144, 262_144)).toBe("none");
});
