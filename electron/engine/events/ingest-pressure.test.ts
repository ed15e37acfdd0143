import { expect, test } from "vitest";
import { ingestPressure } from "./ingest-pressure.ts";

test("pressure is high from some hundred arrivals a second on, and falls when they end", () => {
  let now = 1_000;
  const pressure = ingestPressure(() => now);
  expect(pressure.isHigh()).toBe(false);
  pressure.note(40);
  expect(pressure.isHigh()).toBe(false);
  pressure.note(1);
  expect(pressure.isHigh()).toBe(true);
  now += 150; // what came in the tenth of a second before still counts
  expect(pressure.isHigh()).toBe(true);
  now += 100;
  expect(pressure.isHigh()).toBe(false);
});

test("a rush that is long over presses no more, and a machine at rest is not pressed", () => {
  let now = 0;
  const pressure = ingestPressure(() => now);
  pressure.note(1_000);
  now += 60_000;
  expect(pressure.isHigh()).toBe(false);
  expect(ingestPressure().isHigh()).toBe(false);
});

test("two hundred arrivals a second are no pressure", () => {
  let now = 0;
  const pressure = ingestPressure(() => now);
  for (let n = 0; n < 400; n += 1, now += 5) {
    pressure.note(1);
    expect(pressure.isHigh()).toBe(false);
  }
});
