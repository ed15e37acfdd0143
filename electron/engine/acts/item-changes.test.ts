import { expect, test } from "vitest";
import { itemChanges } from "./item-changes.ts";

const has = (...prices: string[]) => prices.map((price) => ({ id: `si_${price}`, price, quantity: 1 }));
const wants = (...prices: string[]) => prices.map((price) => ({ price, quantity: 1 }));

test("another plan takes the item of the plan that goes, so that one is prorated against the other", () => {
  expect(itemChanges(has("small"), wants("large"))).toEqual([{ id: "si_small", price: "large", quantity: 1 }]);
});

test("what stays keeps its item, with its new quantity", () => {
  const more = [
    { price: "plan", quantity: 1 },
    { price: "ram", quantity: 3 },
  ];
  expect(itemChanges(has("plan", "ram"), more)).toEqual([
    { id: "si_plan", quantity: 1 },
    { id: "si_ram", quantity: 3 },
  ]);
});

test("what is left over is deleted, what is more is added", () => {
  expect(itemChanges(has("small", "ram"), wants("large"))).toEqual([
    { id: "si_small", price: "large", quantity: 1 },
    { id: "si_ram", deleted: true },
  ]);
  expect(itemChanges(has("small"), wants("large", "ram"))).toEqual([
    { id: "si_small", price: "large", quantity: 1 },
    { price: "ram", quantity: 1 },
  ]);
});
