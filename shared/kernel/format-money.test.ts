import { expect, test } from "vitest";
import { formatMoney } from "./format-money.ts";

test.each([
  [1_999, "usd", "$19.99"],
  [1_200, "jpy", "¥1,200"],
  [12_345, "kwd", "KWD 12.345"],
  [500, "isk", "ISK 5.00"],
  [0, "eur", "€0.00"],
])("%i minor units of %s read %s", (amount, currency, text) => {
  expect(formatMoney({ amount, currency }).replaceAll("\u00a0", " ")).toBe(text);
});
