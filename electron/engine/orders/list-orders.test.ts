import { expect, test } from "vitest";
import type { OrderView } from "../../../shared/contract/orders.ts";
import type { Db } from "../store/open-store.ts";
import { openTestStore } from "../store/test-store.ts";
import { countingQueries } from "../trace/counting-for-tests.ts";
import { ago, NOW, SESSION_ID } from "../trace/facts-for-tests.ts";
import { insertEvent, insertOrder, insertServer, insertSession } from "../trace/rows-for-tests.ts";
import { countOrders, countStuckOrders, listOrders, type OrderQuery } from "./list-orders.ts";

/** `ord_…001`, `ord_…002`: a higher number is a newer order. */
const idOf = (number: number): string => `ord_01KATR2X5N8B6M0VQ4AAAA${String(number).padStart(4, "0")}`;
const numberOf = (id: string): number => Number(id.slice(-4));

async function list(db: Db, query: Partial<OrderQuery> = {}) {
  const all = { view: "all", query: "", status: null, region: null, cursor: null, limit: 100 } as const;
  const page = await listOrders(db, { ...all, ...query }, NOW);
  return { ...page, numbers: page.rows.map(({ id }) => numberOf(id)) };
}

const running = { status: "provisioned", payment_state: "paid", service_state: "active", paid_at: ago(900) } as const;
const broken = { status: "error", payment_state: "paid", error_message: "No node has room." } as const;

test("those that need a person come first, then the rest, each newest first", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { id: idOf(1), ...broken });
  await insertOrder(db, { id: idOf(2) });
  await insertOrder(db, { id: idOf(3), ...broken });
  await insertOrder(db, { id: idOf(4), ...running });
  const page = await list(db);
  expect(page.numbers).toEqual([3, 1, 4, 2]);
  expect(page.rows.map(({ attention }) => attention)).toEqual(["No node has room.", "No node has room.", null, null]);
});

test("pages follow each other without a gap or a repetition, across both groups", async () => {
  const { db } = openTestStore();
  for (let number = 1; number <= 23; number += 1)
    await insertOrder(db, { id: idOf(number), ...(number % 4 === 0 ? broken : {}) });
  const whole = (await list(db)).numbers;
  expect(whole).toHaveLength(23);
  for (const limit of [1, 4, 5, 6, 23]) {
    const paged: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(db, { cursor, limit });
      paged.push(...page.numbers);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole);
  }
});

test("an order that arrives between two pages does not move the second", async () => {
  const { db } = openTestStore();
  for (const number of [1, 2, 3]) await insertOrder(db, { id: idOf(number) });
  const first = await list(db, { limit: 2 });
  await insertOrder(db, { id: idOf(4) });
  expect((await list(db, { limit: 2, cursor: first.cursor })).numbers).toEqual([1]);
});

test("a cursor that is not ours begins at the start", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { id: idOf(1) });
  expect((await list(db, { cursor: "'; drop table orders" })).numbers).toEqual([1]);
});

const searched: readonly (readonly [name: string, query: string])[] = [
  ["the order's id", idOf(7)],
  ["a fragment of it", "AAAA0007"],
  ["the id as it is shown", "ord_…AA0007"],
  ["an e-mail", "kai.nakamura"],
  ["an e-mail in other letters", "KAI.Nakamura@Example"],
  ["the server's name", "100%_fun"],
  ["the plan", "rust-12gb"],
  ["the plan's name", "Rust 12"],
  ["the Session", SESSION_ID],
  ["the subscription", "sub_1SWqXfL9"],
  ["the panel's identifier", "f00dcafe"],
  ["the server's number", "77"],
  ["the event", "evt_paid"],
];

test.each(searched)("%s finds its order and no other", async (_name, query) => {
  const { db } = openTestStore();
  const plan = { item_type: "game", game: "rust", ram_mb: 1, disk_mb: 1, cpu_percent: 1, spec: "{}", active: 1 };
  await db
    .insertInto("plans")
    .values({ id: "rust-12gb", name: "Rust 12 GB", position: 0, updated_at: 0, ...plan })
    .execute();
  await insertOrder(db, { id: idOf(6), server_name: "1000 fun" });
  await insertOrder(db, {
    id: idOf(7),
    customer_email: "kai.nakamura@example.com",
    server_name: "100%_fun",
    plan_id: "rust-12gb",
    stripe_subscription_id: "sub_1SWqXfL9Bz4mYt0u",
    ptero_identifier: "f00dcafe",
    ptero_server_id: 77,
  });
  await insertSession(db, { order_id: idOf(7) });
  await insertEvent(db, { order_id: idOf(7) });
  expect((await list(db, { query })).numbers).toEqual([7]);
});

test("what is nobody's finds nothing", async () => {
  const { db } = openTestStore();
  await insertOrder(db);
  expect((await list(db, { query: "%" })).rows).toEqual([]);
});

test("state and region narrow the list", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { id: idOf(1), region: "eu-north" });
  await insertOrder(db, { id: idOf(2), region: "eu-north", ...running });
  await insertOrder(db, { id: idOf(3), ...running });
  expect((await list(db, { region: "eu-north", status: "provisioned" })).numbers).toEqual([2]);
});

test("views show what their counts count", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { id: idOf(1) });
  await insertOrder(db, { id: idOf(2), ...broken });
  await insertOrder(db, { id: idOf(3), ...running });
  await insertOrder(db, { id: idOf(4), ...running, service_state: "past_due" });
  await insertOrder(db, { id: idOf(5), ...running, service_state: "suspended" });
  await insertOrder(db, { id: idOf(6), payment_state: "processing" });
  await insertOrder(db, { id: idOf(7), ...running, payment_state: "disputed" });
  await insertOrder(db, { id: idOf(8), status: "paid", payment_state: "paid", paid_at: ago(299) });
  await insertOrder(db, { id: idOf(9), status: "provisioning", payment_state: "paid", paid_at: ago(300) });
  const expected: Record<OrderView, number[]> = {
    all: [9, 7, 2, 8, 6, 5, 4, 3, 1],
    attention: [9, 7, 2],
    paid_no_server: [9, 2],
    running: [7, 4, 3],
    past_due: [4],
    waiting_on_bank: [6],
  };
  const counts = await countOrders(db, NOW);
  for (const [view, numbers] of Object.entries(expected)) {
    expect([view, (await list(db, { view: view as OrderView })).numbers]).toEqual([view, numbers]);
    expect([view, counts[view as OrderView]]).toEqual([view, numbers.length]);
  }
  expect(await countStuckOrders(db, NOW)).toBe(2);
});

test("an empty shop has empty lists and counts of nothing", async () => {
  const { db } = openTestStore();
  expect(await list(db)).toEqual({ rows: [], cursor: null, numbers: [] });
  expect(await countOrders(db, NOW)).toMatchObject({ all: 0, attention: 0 });
});

test("a row carries its strip, its plan's name and its price", async () => {
  const { db } = openTestStore();
  await insertOrder(db, { ...running, ptero_server_id: 42, ptero_identifier: "a1b2c3d4", address: null });
  await insertSession(db, { status: "complete", payment_status: "paid" });
  await insertServer(db);
  const { rows } = await list(db);
  expect(rows[0]).toMatchObject({
    planName: "paper-8gb",
    price: { amount: 1_999, currency: "usd" },
    strip: ["unknown", "proved", "proved", "proved", "unknown", "proved", "proved", "proved", "proved", "missing"],
  });
});

test("a page of a thousand orders takes a fixed number of queries", async () => {
  const { db } = openTestStore();
  await db.transaction().execute(async (tx) => {
    for (let number = 1; number <= 1_000; number += 1)
      await insertOrder(tx, { id: idOf(number), ...(number % 50 === 0 ? broken : running) });
  });
  const counted = countingQueries(db);
  const page = await list(counted.db);
  expect(page.rows).toHaveLength(100);
  expect(counted.queries()).toBeLessThanOrEqual(15);
});
