import { expect, test } from "vitest";
import { formatAgo, formatSpan, formatStep } from "./age.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test("a span is written in its largest whole unit", () => {
  expect(formatSpan(46_900)).toBe("46 s");
  expect(formatSpan(38 * MINUTE + 59_000)).toBe("38 min");
  expect(formatSpan(HOUR)).toBe("1 h");
  expect(formatSpan(47 * HOUR)).toBe("47 h");
  expect(formatSpan(9 * 24 * HOUR)).toBe("9 d");
});

test("a clock that runs ahead never makes an age negative", () => {
  expect(formatSpan(-5000)).toBe("0 s");
  expect(formatAgo(10_000, 9000)).toBe("now");
});

test("what happened within a second is now", () => {
  expect(formatAgo(1000, 1999)).toBe("now");
  expect(formatAgo(1000, 4000)).toBe("3 s ago");
});

test("a step keeps milliseconds below a second and tenths below ten", () => {
  expect(formatStep(38.4)).toBe("+ 38 ms");
  expect(formatStep(1240)).toBe("+ 1.2 s");
  expect(formatStep(54_000)).toBe("+ 54 s");
  expect(formatStep(-3)).toBe("+ 0 ms");
});
