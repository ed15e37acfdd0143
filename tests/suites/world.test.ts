import { expect, test } from "vitest";
import { DRIFT_KINDS } from "../../electron/sandbox/world/drift.ts";
import { expectSoon } from "./scenarios/expect-soon.ts";
import { newFolder, openLab } from "./scenarios/open-lab.ts";
import { serversOn } from "./scenarios/customers.ts";
import { wireClient } from "./scenarios/wire-client.ts";
import { expectPlanted, lookAt } from "./world/expect-planted.ts";
import { askForWorld, digestOf, inFile, makeWorld, type MadeWorld, WORLD_END } from "./world/make-world.ts";

const THOUSAND = { events: 1_000, months: 3, seed: 3 };

const open = ({ dataDir }: MadeWorld) => openLab({ dataDir, now: () => WORLD_END });
const eventCount = (world: MadeWorld) =>
  inFile(world, "stripe", (db) => db.prepare("SELECT count(*) FROM events").pluck().get());

test("a world of ten events is one purchase with its server", async () => {
  const world = await makeWorld({ events: 10, months: 12, seed: 1 });
  expect(eventCount(world)).toBe(10);
  expect(world.truth.counts).toMatchObject({ events: 10, customers: 1, servers: 1, planted: 0 });
  const sandbox = await open(world);
  const client = wireClient(sandbox);
  const [order] = world.orders;
  const { body } = await client.stripe("GET", "/v1/events?limit=100");
  const types = (body["data"] as { type: string }[]).map(({ type }) => type);
  expect(types.toReversed()[0]).toBe("customer.created");
  expect(types[0]).toBe("checkout.session.completed");
  expect((await client.stripe("GET", `/v1/checkout/sessions/${order!.session_id}`)).body).toMatchObject({
    payment_status: "paid",
    amount_subtotal: order!.amount,
    currency: order!.currency,
    metadata: { order_id: order!.order_id, plan_id: order!.plan_id, term: order!.term },
  });
  expect(await serversOn(client)).toMatchObject([{ external_id: order!.order_id, id: order!.server_id, status: null }]);
});

test("a thousand events are a thousand, in the order in which they happened, and every kind of drift is planted", async () => {
  const world = await makeWorld(THOUSAND);
  expect(eventCount(world)).toBe(1_000);
  const times = inFile(world, "stripe", (db) =>
    db.prepare("SELECT created FROM events ORDER BY seq").pluck().all(),
  ) as number[];
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeLessThanOrEqual(WORLD_END / 1000);
  expect(times[0]).toBeGreaterThan(WORLD_END / 1000 - 3.2 * 31 * 24 * 3600);
  expect(new Set(world.truth.planted.map(({ kind }) => kind))).toEqual(new Set(DRIFT_KINDS));
  expect(world.progress.at(-1)).toEqual([1_000, 1_000]);
});

test("what was planted can be found over the two APIs, each kind as it is told", async () => {
  const world = await makeWorld(THOUSAND);
  const client = wireClient(await open(world));
  const byId = new Map(world.orders.map((order) => [order.order_id, order]));
  for (const planted of world.truth.planted)
    await expectPlanted(await lookAt(client, planted, byId.get(planted.order_id)!));
});

test("whatever has no drift agrees: paid and running, or over and suspended", async () => {
  const world = await makeWorld(THOUSAND);
  const client = wireClient(await open(world));
  const servers = new Map((await serversOn(client)).map((server) => [server["external_id"], server]));
  const good = world.orders.filter(({ drift }) => drift === null);
  expect(good.length).toBeGreaterThan(20);
  for (const order of good) {
    const { body } = await client.stripe("GET", `/v1/subscriptions/${order.subscription_id}`);
    expect(body["status"]).toBe(order.subscription_status);
    const isOver = ["canceled"].includes(order.subscription_status);
    const charges = (await client.stripe("GET", `/v1/charges?customer=${String(body["customer"])}`)).body["data"];
    const isTrouble = (charges as { disputed: boolean }[]).some(({ disputed }) => disputed);
    expect(servers.get(order.order_id)).toMatchObject({ id: order.server_id, suspended: isOver || isTrouble });
  }
});

test("the same seed makes the same world, another another", async () => {
  const [one, again, other] = [
    await makeWorld({ ...THOUSAND, events: 300 }),
    await makeWorld({ ...THOUSAND, events: 300 }),
    await makeWorld({ ...THOUSAND, events: 300, seed: 4 }),
  ];
  expect(digestOf(again)).toBe(digestOf(one));
  expect(digestOf(other)).not.toBe(digestOf(one));
});

test("a world that is there already is left alone; where something else has happened none is made", async () => {
  const world = await makeWorld({ events: 40, months: 2, seed: 1 });
  const before = digestOf(world);
  expect(await askForWorld(world.dataDir, { events: 40, months: 2, seed: 1 })).toMatchObject({ ok: true });
  expect(digestOf(world)).toBe(before);
  expect(await askForWorld(world.dataDir, { events: 41, months: 2, seed: 1 })).toMatchObject({
    ok: false,
    error: expect.stringContaining("--data-dir") as string,
  });
  const dataDir = newFolder();
  const used = await openLab({ dataDir });
  await wireClient(used).stripe("POST", "/v1/customers", { email: "somebody@example.com" });
  await used.close();
  expect(await askForWorld(dataDir, { events: 10, months: 2, seed: 1 })).toMatchObject({ ok: false });
});

test("a world whose making broke off is made anew, unless the sandbox was used since", async () => {
  const asked = { events: 400, months: 2, seed: 6 };
  const dataDir = newFolder();
  const breakOff = askForWorld(dataDir, asked, (written) => {
    if (written > 0) throw new Error("killed");
  });
  await expect(breakOff).rejects.toThrow("killed");
  expect(digestOf(await makeWorld(asked, dataDir))).toBe(digestOf(await makeWorld(asked)));
  const other = newFolder();
  await expect(
    askForWorld(other, asked, () => {
      throw new Error("killed");
    }),
  ).rejects.toThrow("killed");
  await (await openLab({ dataDir: other })).close();
  expect(await askForWorld(other, asked)).toMatchObject({ ok: false });
});

test("life goes on: time that passes renews the world's subscriptions", async () => {
  const world = await makeWorld({ events: 60, months: 2, seed: 5 });
  const client = wireClient(await open(world));
  const renewals = async () => {
    const { body } = await client.stripe("GET", "/v1/events?type=invoice.paid&limit=100");
    return (body["data"] as unknown[]).length;
  };
  const before = await renewals();
  const active = world.orders.filter(
    ({ subscription_status, term }) => subscription_status === "active" && term === "monthly",
  );
  expect(active.length).toBeGreaterThan(0);
  await client.stripe("POST", "/sandbox/clock/advance", { seconds: String(32 * 24 * 3600) });
  await expectSoon(renewals).toBeGreaterThanOrEqual(before + active.length);
});

const MANY = Number(process.env["WAYBILL_WORLD_EVENTS"] ?? 0);

test.skipIf(MANY === 0)(
  "as many events as WAYBILL_WORLD_EVENTS says, in memory that does not grow with them",
  { timeout: 3_600_000 },
  async () => {
    const dataDir = newFolder();
    const used: number[] = [];
    const made = await askForWorld(dataDir, { events: MANY, months: 12, seed: 1 }, () => {
      used.push(process.memoryUsage().rss);
    });
    expect(made).toMatchObject({ ok: true });
    expect(inFile({ dataDir }, "stripe", (db) => db.prepare("SELECT count(*) FROM events").pluck().get())).toBe(MANY);
    const middle = Math.max(...used.slice(0, used.length >> 1));
    expect(Math.max(...used)).toBeLessThan(middle * 1.5);
  },
);
