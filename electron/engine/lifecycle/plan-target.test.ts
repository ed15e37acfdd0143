import { expect, test } from "vitest";
import { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { aCatalog } from "../catalog/catalog-for-tests.ts";
import { buildOf } from "../catalog/offer.ts";
import { readLineItems } from "../orders/line-items.ts";
import { panelBuild, planTarget } from "./plan-target.ts";

const { plans, addons } = CatalogFile.parse(aCatalog());
const [paper, ram] = [plans[0]!, addons[0]!];

test("another plan is kept with its price, its items and the server that goes with it", () => {
  const target = planTarget({ plan: paper, term: "monthly", addons: [ram, ram] });
  const build = buildOf(paper, [ram, ram]);
  expect(target).toMatchObject({
    ok: true,
    value: {
      planName: "Paper 4 GB",
      build,
      patch: {
        plan_id: "paper-4gb",
        term: "monthly",
        addons: '["extra-ram","extra-ram"]',
        amount: 1_800,
        currency: "usd",
        build: JSON.stringify(build),
      },
    },
  });
  expect(target.ok && readLineItems(target.value.patch.line_items)).toEqual([
    { price: "price_paper_m", quantity: 1 },
    { price: "price_ram_m", quantity: 2 },
  ]);
});

test("a term that it is not sold for changes nothing, and says so", () => {
  expect(planTarget({ plan: paper, term: "quarterly", addons: [] })).toMatchObject({
    ok: false,
    error: { code: "TERM_UNKNOWN" },
  });
});

test("the panel is told each size under its own name", () => {
  const build = { ...buildOf(paper, []), swapMb: 256, databases: 1, allocations: 2, backups: 3 };
  expect(panelBuild(build)).toEqual({
    limits: { memory: 4_096, swap: 256, disk: 20_480, io: 500, cpu: 200 },
    featureLimits: { databases: 1, allocations: 2, backups: 3 },
  });
});
