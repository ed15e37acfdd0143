import { expect, test } from "vitest";
import { type Asked, notConfirmed, wordsOf } from "./confirm.ts";

const amount = (value: number, currency: string): Asked => ({ kind: "amount", money: { amount: value, currency } });
const taken = (typed: string | null, asked: Asked) => notConfirmed("live", typed, asked) === null;

test.each([
  ["$19.99", amount(1_999, "usd")],
  ["19.99", amount(1_999, "usd")],
  [" 19.99 USD ", amount(1_999, "usd")],
  ["$1,299.00", amount(129_900, "usd")],
  ["0.05", amount(5, "usd")],
  ["¥1,200", amount(1_200, "jpy")],
  ["1200", amount(1_200, "jpy")],
  ["KWD 1.500", amount(1_500, "kwd")],
  ["lindqvist-survival", { kind: "name", name: "lindqvist-survival" }],
  ["6", { kind: "count", count: 6 }],
] as const)("%s confirms", (typed, asked) => {
  expect(taken(typed, asked)).toBe(true);
});

test.each([
  [null, amount(1_999, "usd")],
  ["", amount(1_999, "usd")],
  ["19.9", amount(1_999, "usd")],
  ["1999", amount(1_999, "usd")],
  ["-19.99", amount(1_999, "usd")],
  ["19.99 and 5.00", amount(1_999, "usd")],
  ["12.00", amount(1_200, "jpy")],
  ["1.50", amount(1_500, "kwd")],
  ["yes", amount(1_999, "usd")],
  ["Lindqvist-survival", { kind: "name", name: "lindqvist-survival" }],
  ["5", { kind: "count", count: 6 }],
] as const)("%s does not", (typed, asked) => {
  expect(taken(typed, asked)).toBe(false);
});

test("what a person is asked for confirms when it is typed as it stands", () => {
  const all = [amount(1_999, "usd"), amount(1_200, "jpy"), amount(1_500, "kwd"), amount(129_900, "eur")];
  for (const asked of all) expect(taken(wordsOf(asked), asked)).toBe(true);
});

test("only live asks, and says what for", () => {
  expect(notConfirmed("sandbox", null, amount(1, "usd"))).toBeNull();
  expect(notConfirmed("test", null, amount(1, "usd"))).toBeNull();
  expect(notConfirmed("live", "no", amount(1_999, "usd"))).toEqual({
    code: "ACT_NOT_CONFIRMED",
    says: "Type the amount, $19.99, to confirm. Nothing was done.",
  });
});
