import { expect, test } from "vitest";
import { periodEnd } from "./billing-period.ts";
import { everyPeriod } from "./price.ts";

const at = (text: string): number => Date.parse(text) / 1000;

test("a month ends on the same day of the next one", () => {
  expect(periodEnd(at("2026-11-24T14:35:00Z"), everyPeriod("month"))).toBe(at("2026-12-24T14:35:00Z"));
});

test("a month from the 31st ends on the last day of a shorter one", () => {
  expect(periodEnd(at("2027-01-31T08:00:00Z"), everyPeriod("month"))).toBe(at("2027-02-28T08:00:00Z"));
});

test("three months and a year count calendar months", () => {
  expect(periodEnd(at("2026-11-30T00:00:00Z"), everyPeriod("month", 3))).toBe(at("2027-02-28T00:00:00Z"));
  expect(periodEnd(at("2028-02-29T00:00:00Z"), everyPeriod("year"))).toBe(at("2029-02-28T00:00:00Z"));
});

test("days and weeks count days", () => {
  expect(periodEnd(0, everyPeriod("day", 2))).toBe(2 * 86_400);
  expect(periodEnd(0, everyPeriod("week"))).toBe(7 * 86_400);
});
