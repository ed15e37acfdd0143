import { expect, test } from "vitest";
import { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { aCatalog } from "../catalog/catalog-for-tests.ts";
import { matchPlan } from "./match-plan.ts";

const { plans } = CatalogFile.parse(aCatalog());
const usd = (stripe_price_id: string) => ({ stripe_price_id, amount: 300, currency: "usd" });
const addons = [
  {
    id: "ram",
    name: "RAM",
    prices: { monthly: usd("price_ram_m"), yearly: usd("price_ram_y") },
    adds: { ram_mb: 1_024 },
  },
];
const one = (price: string, quantity = 1) => ({ price, quantity });
const idsOf = (found: ReturnType<typeof matchPlan>) =>
  found && [found.plan.id, found.term, ...found.addons.map(({ id }) => id)];

test.each([
  [[one("price_paper_m")], ["paper-4gb", "monthly"]],
  [[one("price_paper_y")], ["paper-4gb", "yearly"]],
  [
    [one("price_vanilla_m"), one("price_ram_m", 2)],
    ["vanilla-2gb", "monthly", "ram", "ram"],
  ],
  [
    [one("price_ram_m"), one("price_paper_m")],
    ["paper-4gb", "monthly", "ram"],
  ],
])("%o are the catalog's %o", (items, ids) => {
  expect(idsOf(matchPlan(items, { plans, addons }, "paper-4gb"))).toEqual(ids);
});

test.each([
  ["nothing", []],
  ["an unknown Price", [one("price_other")]],
  ["a plan with an unknown Price beside it", [one("price_paper_m"), one("price_other")]],
  ["a plan twice", [one("price_paper_m", 2)]],
  ["two plans", [one("price_paper_m"), one("price_vanilla_m")]],
  ["an add-on of another term", [one("price_paper_m"), one("price_ram_y")]],
  ["an add-on alone", [one("price_ram_m")]],
])("%s is no plan", (_, items) => {
  expect(matchPlan(items, { plans, addons }, "paper-4gb")).toBeNull();
});

test("a Price that one plan sells for two terms is neither of them", () => {
  const both = [{ ...plans[0]!, prices: { monthly: usd("price_paper_m"), quarterly: usd("price_paper_m") } }];
  expect(matchPlan([one("price_paper_m")], { plans: both, addons }, "paper-4gb")).toBeNull();
});

test("a Price that two plans share is the order's own plan, and of a third order it is neither", () => {
  const twins = [plans[0]!, { ...plans[0]!, id: "paper-twin" }];
  const match = (own: string) => matchPlan([one("price_paper_m")], { plans: twins, addons }, own);
  expect(match("paper-twin")?.plan.id).toBe("paper-twin");
  expect(match("vanilla-2gb")).toBeNull();
});
