import { expect, test } from "vitest";
import { portRanges } from "./port-ranges.ts";

const span = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

test.each([
  ["no port", [], []],
  ["one port", [25_565], ["25565"]],
  ["ports in a row are one range", span(25_565, 20), ["25565-25584"]],
  ["a gap ends a range", [3, 1, 2, 5], ["1-3", "5"]],
  ["the same port twice is one", [7, 7, 8], ["7-8"]],
  ["a row of a thousand is the widest that a panel takes", span(1_000, 1_001), ["1000-1999", "2000"]],
])("%s", (_name, ports, ranges) => {
  expect(portRanges(ports)).toEqual(ranges);
});
