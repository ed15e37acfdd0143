import { expect, test } from "vitest";
import { quote } from "./price.ts";

const eur = (term: "monthly" | "quarterly", amount: number) => ({
  term,
  amount,
  currency: "eur",
  stripePriceId: `price_${term}`,
});

test("a longer term says what it saves against paying monthly", () => {
  expect(quote({ prices: [eur("monthly", 3499), eur("quarterly", 9897)] }, "quarterly")).toEqual({
    price: { amount: 9897, currency: "eur" },
    stripePriceId: "price_quarterly",
    every: "then every 3 months",
    monthly: { months: 3, cost: { amount: 10_497, currency: "eur" }, saves: { amount: 600, currency: "eur" } },
  });
});

test("a term that saves nothing promises nothing", () => {
  expect(quote({ prices: [eur("monthly", 3499), eur("quarterly", 10_497)] }, "quarterly")?.monthly).toBeNull();
  expect(quote({ prices: [eur("monthly", 3499)] }, "monthly")?.monthly).toBeNull();
});

test("prices of two currencies are not compared", () => {
  const prices = [{ ...eur("monthly", 3499), currency: "usd" }, eur("quarterly", 9897)];
  expect(quote({ prices }, "quarterly")?.monthly).toBeNull();
});

test("a term without a price is not offered", () => {
  expect(quote({ prices: [eur("monthly", 3499)] }, "yearly")).toBeNull();
});
