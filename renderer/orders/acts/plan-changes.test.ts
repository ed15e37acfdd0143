import { expect, test } from "vitest";
import type { PlanQuote } from "../../../shared/contract/acts.ts";
import { planChanges, toggled } from "./plan-changes.ts";

const size = { memoryMb: 4_096, diskMb: 20_480, cpuPercent: 200, databases: 1, backups: 2 };
const quote: PlanQuote = {
  price: { amount: 12_000, currency: "usd" },
  sizeNow: size,
  sizeAfter: size,
  isSame: false,
  isBilled: true,
  refusal: null,
};
const order = { price: { amount: 1_200, currency: "usd" }, term: "monthly" } as const;

test("another term of the same plan changes its price alone", () => {
  expect(planChanges(order, quote, "yearly")).toEqual([
    { what: "Price", from: "$12.00 a month", to: "$120.00 a year" },
  ]);
});

test("what grows and what shrinks stands beside what it is now, and what stays is left out", () => {
  const sizeAfter = { ...size, memoryMb: 8_192, diskMb: 0, cpuPercent: 0 };
  expect(planChanges(order, { ...quote, sizeAfter }, "monthly").slice(1)).toEqual([
    { what: "Memory", from: "4 GB", to: "8 GB" },
    { what: "Disk", from: "20 GB", to: "no limit" },
    { what: "CPU", from: "2 cores", to: "all cores" },
  ]);
});

test("an add-on is added, and taken away as often as it was bought", () => {
  expect(toggled(["ram"], "disk")).toEqual(["ram", "disk"]);
  expect(toggled(["ram", "disk", "ram"], "ram")).toEqual(["disk"]);
});
