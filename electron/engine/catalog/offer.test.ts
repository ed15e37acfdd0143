import { expect, test } from "vitest";
import { CatalogFile } from "../../../shared/contract/catalog-file.ts";
import { aCatalog } from "./catalog-for-tests.ts";
import { buildOf, priceOf } from "./offer.ts";

const { plans, addons } = CatalogFile.parse(aCatalog());
const [paper, vanilla] = [plans[0]!, plans[1]!];
const ram = addons[0]!;

test("the term decides the price", () => {
  expect(priceOf(paper, "monthly", [])).toEqual({
    ok: true,
    value: { money: { amount: 1200, currency: "usd" }, lineItems: [{ price: "price_paper_m", quantity: 1 }] },
  });
  expect(priceOf(paper, "yearly", [])).toMatchObject({ ok: true, value: { money: { amount: 12_000 } } });
});

test("add-ons are added up, each a line; the same one twice is a line of two", () => {
  expect(priceOf(paper, "monthly", [ram, ram])).toEqual({
    ok: true,
    value: {
      money: { amount: 1800, currency: "usd" },
      lineItems: [
        { price: "price_paper_m", quantity: 1 },
        { price: "price_ram_m", quantity: 2 },
      ],
    },
  });
});

test("a term that the plan or an add-on is not sold for is refused by name", () => {
  expect(priceOf(paper, "quarterly", [])).toMatchObject({
    ok: false,
    error: { code: "TERM_UNKNOWN", says: "The plan Paper 4 GB has no quarterly price; it has monthly, yearly." },
  });
  expect(priceOf(paper, "yearly", [ram])).toMatchObject({
    ok: false,
    error: { code: "TERM_UNKNOWN", says: "The add-on Extra 1 GB has no yearly price." },
  });
});

test("currencies don't mix", () => {
  const inEuro = { ...ram, prices: { monthly: { stripe_price_id: "p", amount: 300, currency: "eur" } } };
  expect(priceOf(paper, "monthly", [inEuro])).toMatchObject({ ok: false, error: { code: "ADDON_UNKNOWN" } });
});

test("a build is the plan plus what its add-ons add", () => {
  expect(buildOf(paper, [ram])).toEqual({
    eggId: 5,
    nestId: 1,
    dockerImage: null,
    startup: null,
    environment: { MINECRAFT_VERSION: "1.21" },
    memoryMb: 5120,
    swapMb: 0,
    diskMb: 20_480,
    ioWeight: 500,
    cpuPercent: 250,
    databases: 0,
    backups: 0,
    allocations: 1,
  });
});

test("a plan without a CPU limit gets none by an add-on", () => {
  expect(buildOf(vanilla, [ram]).cpuPercent).toBe(0);
});
