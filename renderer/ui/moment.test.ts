import { expect, test } from "vitest";
import { arrivalTime, clockTime, dueTime, exactTime, fullTime, shortTime } from "./moment.ts";

const at = (day: number, hour = 14, minute = 5, second = 7, ms = 42) =>
  new Date(2026, 10, day, hour, minute, second, ms).getTime();

test("times of day are local and padded", () => {
  expect(clockTime(at(24))).toBe("14:05:07");
  expect(exactTime(at(24))).toBe("14:05:07.042");
  expect(fullTime(at(24))).toBe("24 Nov 2026, 14:05:07.042");
});

test("an arrival of another day says which day", () => {
  expect(arrivalTime(at(24), at(24, 23))).toBe("14:05:07.042");
  expect(arrivalTime(at(23), at(24))).toBe("23 Nov 14:05");
  expect(shortTime(at(23), at(24))).toBe("23 Nov 14:05");
  expect(shortTime(at(24), at(24))).toBe("14:05");
});

test("an end is today, tomorrow or a day", () => {
  expect(dueTime(at(24, 18), at(24))).toBe("today 18:05");
  expect(dueTime(at(25), at(24, 23))).toBe("tomorrow 14:05");
  expect(dueTime(at(30), at(24))).toBe("30 Nov 14:05");
});
