import { expect, test } from "vitest";
import type { OrderDetail } from "../../../shared/contract/orders.ts";
import { deletedAt, firstValues, serverNumber, typedFor } from "./act-values.ts";

const order = { serverName: "noa-smp", price: { amount: 1999, currency: "usd" } } as OrderDetail;
const NO_VALUES = firstValues({ kind: "note", order });
const live = { order, env: "live" } as const;

test("nothing is typed outside live, nor for what moves no money and removes no data", () => {
  expect(typedFor({ kind: "terminate", order, env: "test" }, NO_VALUES)).toBeNull();
  expect(typedFor({ kind: "suspend", ...live }, NO_VALUES)).toBeNull();
});

test("the server's name is typed whole before its data goes", () => {
  const typed = ["", "noa", "noa-smp ", "NOA-SMP"];
  const fits = typed.map((confirm) => typedFor({ kind: "terminate", ...live }, { ...NO_VALUES, confirm })?.fits);
  expect(fits).toEqual([false, false, true, false]);
});

test("a part of a payment goes back once its amount was typed again", () => {
  const part = { ...NO_VALUES, share: "part", amount: "5" } as const;
  const typed = (confirm: string) => typedFor({ kind: "refund", ...live }, { ...part, confirm });
  expect(typed("")).toEqual({ label: "Type the amount, $5.00", fits: false });
  expect([typed("5.00")?.fits, typed("$5")?.fits, typed("50")?.fits]).toEqual([true, true, false]);
  expect(typedFor({ kind: "refund", ...live }, { ...part, amount: "x", confirm: "5" })?.fits).toBe(false);
});

test("what is left of a payment is Stripe's to say, so any amount is sent and none is not", () => {
  const fits = ["", "19.99"].map((confirm) => typedFor({ kind: "refund", ...live }, { ...NO_VALUES, confirm })?.fits);
  expect(fits).toEqual([false, true]);
});

test("a deletion waits as many hours as were chosen", () => {
  expect(deletedAt({ delay: "now" }, 1_000)).toBeNull();
  expect(deletedAt({ delay: "day" }, 1_000)).toBe(86_401_000);
});

test("a new price is typed before it is billed, and nothing while no plan is chosen", () => {
  const price = { amount: 2_200, currency: "usd" };
  const typed = (confirm: string, to: typeof price | null) =>
    typedFor({ kind: "changePlan", ...live }, { ...NO_VALUES, confirm }, to);
  expect(typed("", null)).toBeNull();
  expect(typed("", price)).toEqual({ label: "Type the new price, $22.00", fits: false });
  expect([typed("22", price)?.fits, typed("$22.00", price)?.fits, typed("2200", price)?.fits]).toEqual([
    true,
    true,
    false,
  ]);
  const free = { ...price, amount: 0 };
  expect([typed("$0.00", free)?.fits, typed("10", free)?.fits, typed("", free)?.fits]).toEqual([true, false, false]);
});

test("a server's number is digits alone", () => {
  const typed = ["12", " 7 ", "", "0", "1.5", "a1", "1e3", "-4"];
  expect(typed.map((serverId) => serverNumber({ serverId }))).toEqual([12, 7, null, null, null, null, null, null]);
});
