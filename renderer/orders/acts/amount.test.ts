import { expect, test } from "vitest";
import { minorUnits } from "./amount.ts";

test.each([
  ["19.99", "usd", 1999],
  ["$1,299.00", "usd", 129_900],
  ["19", "usd", 1900],
  ["19.5", "usd", 1950],
  ["1500", "jpy", 1500],
  ["KWD 1.500", "kwd", 1500],
])("%s in %s is %i of its smallest unit", (typed, currency, amount) => {
  expect(minorUnits(typed, currency)).toBe(amount);
});

test.each([
  ["", "usd"],
  ["0", "usd"],
  ["-5", "usd"],
  ["19.999", "usd"],
  ["15.5", "jpy"],
  ["all", "usd"],
])("%j is no amount in %s", (typed, currency) => {
  expect(minorUnits(typed, currency)).toBeNull();
});
