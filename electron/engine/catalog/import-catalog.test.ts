import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openTestStore } from "../store/test-store.ts";
import { aCatalog } from "./catalog-for-tests.ts";
import { importCatalog } from "./import-catalog.ts";
import { findPlan, findRegion, listActivePlans, listRegions } from "./read-catalog.ts";

const NOW = 1_750_000_000_000;

function fileWith(content: string | Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-catalog-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, "catalog.json");
  writeFileSync(file, content);
  return file;
}

async function refusalOf(content: string | Uint8Array): Promise<string> {
  const { db } = openTestStore();
  const file = fileWith(content);
  const imported = await importCatalog(db, file, NOW);
  expect(await listActivePlans(db)).toEqual([]);
  expect(await listRegions(db)).toEqual([]);
  if (imported.ok) throw new Error("It was taken.");
  expect(imported.error.code).toBe("CATALOG_REFUSED");
  return imported.error.says.replace(file, "catalog.json");
}

const pretty = (change: (catalog: ReturnType<typeof aCatalog>) => unknown) => {
  const catalog = aCatalog();
  const changed = change(catalog) ?? catalog;
  return JSON.stringify(changed, null, 2);
};
const become = (target: object, fields: object) => void Object.assign(target, fields);
const set = (target: object, field: string, value: unknown) => become(target, { [field]: value });

describe("a sound catalog", () => {
  test("is taken in the file's order, with its prices and what it leaves unsaid filled in", async () => {
    const { db } = openTestStore();
    const file = fileWith(`\uFEFF${JSON.stringify(aCatalog())}`);
    const imported = await importCatalog(db, file, NOW);
    expect(imported).toEqual({ ok: true, value: { plans: 2, regions: 2, addons: 1, inactivated: 0 } });
    const plans = await listActivePlans(db);
    expect(plans.map(({ id }) => id)).toEqual(["paper-4gb", "vanilla-2gb"]);
    expect(plans[1]).toMatchObject({ io_weight: 500, environment: {}, allocations: 1, active: true });
    const prices = await db
      .selectFrom("plan_prices")
      .select(["term", "amount"])
      .where("plan_id", "=", "paper-4gb")
      .execute();
    expect(prices).toEqual([
      { term: "monthly", amount: 1200 },
      { term: "yearly", amount: 12_000 },
    ]);
  });

  test("names regions by locations, tags or nodes, and may weigh its nodes", async () => {
    const { db } = openTestStore();
    const regions = [
      { id: "pelican", name: "Pelican", tags: ["eu"], placement: "deploy" },
      { id: "two", name: "Two nodes", node_ids: [3, 4], node_weights: { "4": 0.5 } },
    ];
    expect(await importCatalog(db, { ...aCatalog(), regions }, NOW)).toMatchObject({ ok: true, value: { regions: 2 } });
    expect(await findRegion(db, "pelican")).toMatchObject({ location_ids: [], tags: ["eu"] });
    expect(await findRegion(db, "two")).toMatchObject({ placement: "nodes", node_weights: { "4": 0.5 } });
  });

  test("leaves what it does not hold inactive, and takes it up again when it comes back", async () => {
    const { db } = openTestStore();
    await importCatalog(db, aCatalog(), NOW);
    const smaller = aCatalog();
    smaller.plans.shift();
    smaller.regions.pop();
    const imported = await importCatalog(db, smaller, NOW + 1);
    expect(imported).toMatchObject({ ok: true, value: { plans: 1, inactivated: 2 } });
    expect(await findPlan(db, "paper-4gb")).toMatchObject({ active: false, name: "Paper 4 GB" });
    expect(await findRegion(db, "eu")).toMatchObject({ active: false });
    expect((await listRegions(db)).map(({ id }) => id)).toEqual(["us-central"]);
    expect(await importCatalog(db, aCatalog(), NOW + 2)).toMatchObject({ ok: true, value: { inactivated: 0 } });
    expect((await findPlan(db, "paper-4gb"))?.active).toBe(true);
  });

  test("replaces a plan's prices: a term that is gone is sold no more", async () => {
    const { db } = openTestStore();
    await importCatalog(db, aCatalog(), NOW);
    const dearer = aCatalog();
    dearer.plans[0]!.prices = { monthly: { stripe_price_id: "price_new", amount: 1500, currency: "usd" } } as never;
    await importCatalog(db, dearer, NOW + 1);
    const prices = await db.selectFrom("plan_prices").selectAll().where("plan_id", "=", "paper-4gb").execute();
    expect(prices).toMatchObject([{ term: "monthly", stripe_price_id: "price_new", amount: 1500 }]);
  });

  test("may itself take a plan off sale", async () => {
    const { db } = openTestStore();
    const catalog = aCatalog();
    await importCatalog(db, { ...catalog, plans: [{ ...catalog.plans[0], active: false }] }, NOW);
    expect(await listActivePlans(db)).toEqual([]);
  });
});

describe("a catalog with a fault imports nothing and names the place", () => {
  test.each([
    [
      "a text for a number",
      pretty((c) => set(c.plans[0]!, "ram_mb", "4 GB")),
      'Line 8, column 17: plan paper-4gb, ram_mb: a number is expected, not "4 GB".',
    ],
    [
      "a fraction of a cent",
      pretty((c) => set(c.plans[0]!.prices.monthly, "amount", 12.5)),
      "Line 19, column 21: plan paper-4gb, prices.monthly.amount: a whole number is expected, not 12.5.",
    ],
    [
      "a missing field",
      pretty((c) => set(c.plans[1]!, "egg_id", undefined)),
      "Line 29, column 5: plan vanilla-2gb, egg_id: a value is missing.",
    ],
    [
      "a misspelt field",
      pretty((c) => set(c.plans[0]!, "ram", 4)),
      "Line 28, column 14: plan paper-4gb: the catalog knows no field ram here.",
    ],
    ["a term that nobody sells", pretty((c) => set(c.plans[1]!.prices, "weekly", {})), "plan vanilla-2gb, prices"],
    [
      "a plan without a price",
      pretty((c) => set(c.plans[1]!, "prices", {})),
      "plan vanilla-2gb, prices: a plan needs a price for one term at least.",
    ],
    [
      "an id that stands twice",
      pretty((c) => set(c.plans[1]!, "id", "paper-4gb")),
      "Line 2, column 12: plans: two plans have the same id.",
    ],
    [
      "a currency in capitals",
      pretty((c) => set(c.plans[0]!.prices.monthly, "currency", "USD")),
      "a currency is three lower-case letters",
    ],
    [
      "a region without a location",
      pretty((c) => set(c.regions[0]!, "location_ids", [])),
      "region us-central, location_ids: 1 entry at least is expected, not an empty list.",
    ],
    [
      "a negative size",
      pretty((c) => set(c.plans[0]!, "disk_mb", -1)),
      "plan paper-4gb, disk_mb: more than 0 is expected, not -1.",
    ],
    ["no catalog at all", "[]", "Line 1, column 1: an object { … } is expected, not an empty list."],
  ])("%s", async (_what, content, says) => {
    expect(await refusalOf(content)).toContain(says);
  });
});

describe("a region with a fault imports nothing and names the place", () => {
  test.each([
    [
      "a region that names no place",
      pretty((c) => become(c.regions[0]!, { location_ids: undefined, tags: undefined })),
      "region us-central: a region names location_ids, tags (Pelican), or node_ids.",
    ],
    [
      "single nodes for a panel that chooses itself",
      pretty((c) => become(c.regions[1]!, { location_ids: undefined, tags: undefined, node_ids: [3] })),
      "region eu: a region names location_ids, tags (Pelican), or node_ids.",
    ],
    [
      "weights for a panel that chooses itself",
      pretty((c) => set(c.regions[1]!, "node_weights", { "3": 2 })),
      "region eu, node_weights: the panel chooses the node itself under deploy, by no weights.",
    ],
    [
      "a weight for a node of another region",
      pretty((c) => become(c.regions[0]!, { node_ids: [3], node_weights: { "4": 2 } })),
      "region us-central, node_weights: a weight is for one of the region's node_ids.",
    ],
    [
      "a weight below nothing",
      pretty((c) => set(c.regions[0]!, "node_weights", { "3": -1 })),
      "region us-central, node_weights.3: 0 is the least, not -1.",
    ],
    [
      "a weight for a name",
      pretty((c) => set(c.regions[0]!, "node_weights", { chi: 2 })),
      "region us-central, node_weights.chi: this is no name that may stand here.",
    ],
  ])("%s", async (_what, content, says) => {
    expect(await refusalOf(content)).toContain(says);
  });
});

describe("a file that is no catalog imports nothing", () => {
  test("broken JSON", async () => {
    expect(await refusalOf('{\n  "plans": [],\n  "regions": [,]\n}')).toBe(
      "The catalog catalog.json is no JSON. Line 3, column 15: a value is expected, but , stands there.",
    );
  });

  test("too many faults to read are cut", async () => {
    const says = await refusalOf(JSON.stringify({ plans: Array.from({ length: 9 }, () => ({})), regions: [] }));
    expect(says).toMatch(/And \d+ more\.$/);
  });

  test("a file that is no UTF-8, too large, or not there", async () => {
    expect(await refusalOf(Uint8Array.of(0x7b, 0xff, 0x7d))).toContain("can't be read");
    expect(await refusalOf(" ".repeat(1024 * 1024 + 1))).toContain("1048576 is the most");
    const { db } = openTestStore();
    const missing = await importCatalog(db, path.join(tmpdir(), "waybill-no-such-catalog.json"), NOW);
    expect(missing).toMatchObject({ ok: false, error: { code: "CATALOG_REFUSED" } });
  });

  test("leaves what was sold before as it was", async () => {
    const { db } = openTestStore();
    await importCatalog(db, aCatalog(), NOW);
    const catalog = aCatalog();
    const bad = { ...catalog, plans: [catalog.plans[0], { ...catalog.plans[1], ram_mb: 0 }] };
    expect((await importCatalog(db, bad, NOW + 1)).ok).toBe(false);
    expect((await listActivePlans(db)).map(({ id }) => id)).toEqual(["paper-4gb", "vanilla-2gb"]);
  });
});
