import { expect, test } from "vitest";
import { retryDelay } from "./retry-delay.ts";

test("doubles from a second to a minute, and is hourly after ten attempts", () => {
  const seconds = Array.from({ length: 12 }, (_, place) => retryDelay(place + 1) / 1000);
  expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 3600, 3600]);
});
