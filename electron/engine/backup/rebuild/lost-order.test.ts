import { expect, test } from "vitest";
import { CatalogFile } from "../../../../shared/contract/catalog-file.ts";
import { aCatalog } from "../../catalog/catalog-for-tests.ts";
import { readBuild } from "../../orders/server-build.ts";
import type { PanelServer } from "../../panel/panel-port.ts";
import { type LostOrder, lostOrderRow } from "./lost-order.ts";
import { readOrderMetadata } from "./order-metadata.ts";

const ID = "ord_01KATR2X5N8B6M0VQ4PR0V1S1N";
const told = {
  order_id: ID,
  user_id: "user-7",
  item_type: "game",
  plan_id: "paper-4gb",
  term: "monthly",
  region: "us-central",
  server_name: "Jane's world",
  addons: "[]",
};
const metadata = readOrderMetadata(told)!;
const plan = CatalogFile.parse(aCatalog()).plans.find(({ id }) => id === "paper-4gb")!;
const price = plan.prices.monthly!;
const server = { eggId: 99, memoryMb: 2_048, diskMb: 5_120, cpuPercent: 50 } as PanelServer;
const lost: LostOrder = {
  metadata,
  plan,
  addons: [],
  server: undefined,
  paid: { amount: 777, currency: "USD" },
  email: "jane@example.com",
  name: "Jane",
  stripeCustomerId: "cus_1",
  paidBy: "checkout",
};

function rowOf(over: Partial<LostOrder> = {}) {
  const row = lostOrderRow({ ...lost, ...over });
  if (!row.ok) throw new Error(row.error);
  return { ...row.value, build: readBuild(row.value.build) };
}

test("an order without a server is as the catalog sells it now, unpaid, and as old as its id says", () => {
  expect(rowOf()).toMatchObject({
    id: ID,
    user_id: "user-7",
    source: "storefront",
    created_by: "user-7",
    amount: price.amount,
    currency: price.currency,
    status: "pending",
    payment_state: "unpaid",
    service_state: "none",
    server_name: "Jane's world",
    build: { eggId: plan.egg_id, memoryMb: plan.ram_mb },
    created_at: Date.UTC(2025, 10, 24, 10, 55, 51, 477),
  });
});

test("a server that is there is what was sold, at what was paid for it", () => {
  expect(rowOf({ server })).toMatchObject({
    amount: 777,
    currency: "usd",
    build: { eggId: 99, memoryMb: 2_048, diskMb: 5_120, cpuPercent: 50, environment: plan.environment },
  });
});

test("a trial took nothing, which is no price", () => {
  expect(rowOf({ server, paid: { amount: 0, currency: "usd" } }).amount).toBe(price.amount);
});

test("a plan that is gone: its server tells what it was, and Stripe what it cost; without both it is refused", () => {
  expect(rowOf({ plan: undefined, server })).toMatchObject({
    amount: 777,
    trial_days: 0,
    build: { eggId: 99, databases: 0, allocations: 1, environment: {} },
  });
  expect(lostOrderRow({ ...lost, plan: undefined })).toEqual({
    ok: false,
    error: "the catalog has no plan paper-4gb any more, and the panel has no server of this order",
  });
  expect(lostOrderRow({ ...lost, plan: undefined, server, paid: null })).toMatchObject({
    ok: false,
    error: expect.stringContaining("what paper-4gb, monthly, cost"),
  });
  expect(
    rowOf({ metadata: { ...metadata, term: "yearly" }, plan: { ...plan, prices: { monthly: price } } }).amount,
  ).toBe(777);
});

test("an order of the console is the console's, and one by invoice has no trial", () => {
  const row = rowOf({
    metadata: { ...metadata, user_id: "email:jane@example.com" },
    plan: { ...plan, trial_days: 7 },
    paidBy: "invoice",
  });
  expect(row).toMatchObject({ source: "console", created_by: "console", paid_by: "invoice", trial_days: 0 });
  expect(rowOf({ plan: { ...plan, trial_days: 7 } }).trial_days).toBe(7);
});

test.each([
  ["nothing", null],
  ["another program's order id", { ...told, order_id: "1042" }],
  ["no plan", { ...told, plan_id: "" }],
  ["a term that is none", { ...told, term: "weekly" }],
])("metadata with %s is nobody's order", (_, metadata) => {
  expect(readOrderMetadata(metadata)).toBeNull();
});

test.each([
  ['["backups-5"]', ["backups-5"]],
  ["not JSON", []],
  ['{"a":1}', []],
])("add-ons told as %s are %j", (addons, read) => {
  expect(readOrderMetadata({ ...told, addons })?.addons).toEqual(read);
});
