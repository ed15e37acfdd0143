import { expect, test } from "vitest";
import { between, oneOf, randomOf, shuffledBy } from "./chance.ts";

const first = (count: number, ...path: (string | number)[]) => {
  const random = randomOf(...path);
  return Array.from({ length: count }, () => random());
};

test("a path decides its numbers, and every part of it counts", () => {
  expect(first(5, 7, "a", 1)).toEqual(first(5, 7, "a", 1));
  const others = [first(5, 8, "a", 1), first(5, 7, "b", 1), first(5, 7, "a", 2), first(5, 7, "a1")];
  expect(new Set([first(5, 7, "a", 1), ...others].map(String)).size).toBe(5);
});

test("the numbers are the same on every machine, or a seed in a report would repeat nothing", () => {
  expect(first(3, 1, "webhook").map((number) => number.toFixed(6))).toMatchInlineSnapshot(`
    [
      "0.005988",
      "0.650357",
      "0.586289",
    ]
  `);
});

test("first draws of neighbouring paths spread evenly over [0, 1)", () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let n = 0; n < 10_000; n += 1) tenths[Math.floor(randomOf(1, "share", n)() * 10)]! += 1;
  for (const count of tenths) expect(count).toBeGreaterThan(850);
  for (const count of tenths) expect(count).toBeLessThan(1150);
});

test("numbers, picks and orders stay within what is given", () => {
  const random = randomOf("within");
  for (let n = 0; n < 500; n += 1) {
    expect(between(random, 3, 5)).toSatisfy((number: number) => [3, 4, 5].includes(number));
    expect(["x", "y"]).toContain(oneOf(random, ["x", "y"]));
  }
  const list = [1, 2, 3, 4, 5, 6, 7];
  expect(shuffledBy(random, list).toSorted((a, b) => a - b)).toEqual(list);
  expect(new Set(Array.from({ length: 30 }, () => String(shuffledBy(random, list)))).size).toBeGreaterThan(20);
});
