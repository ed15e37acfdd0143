import { expect, test } from "vitest";
import { readLineItems, writeLineItems } from "./line-items.ts";

test("the same items in another order, or told apart, are the same text", () => {
  const text = writeLineItems([
    { price: "b", quantity: 2 },
    { price: "a", quantity: 1 },
  ]);
  expect(
    writeLineItems([
      { price: "a", quantity: 1 },
      { price: "b", quantity: 1 },
      { price: "b", quantity: 1 },
    ]),
  ).toBe(text);
  expect(readLineItems(text)).toEqual([
    { price: "a", quantity: 1 },
    { price: "b", quantity: 2 },
  ]);
  expect(writeLineItems([{ price: "a", quantity: 2 }])).not.toBe(writeLineItems([{ price: "a", quantity: 1 }]));
});
