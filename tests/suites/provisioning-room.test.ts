import { expect, test } from "vitest";
import { checkPlanEggs, eggProblem } from "../../electron/engine/catalog/check-eggs.ts";
import { buildOf } from "../../electron/engine/catalog/offer.ts";
import { findPlan, findRegion } from "../../electron/engine/catalog/read-catalog.ts";
import { listOpenFindings } from "../../electron/engine/findings/findings.ts";
import { checkCapacity } from "../../electron/engine/mirror/capacity.ts";
import { mirrorAge } from "../../electron/engine/mirror/mirror-age.ts";
import { listNodeRows } from "../../electron/engine/mirror/node-rows.ts";
import { readPanel } from "../../electron/engine/mirror/read-panel.ts";
import { listRegionOffers } from "../../electron/engine/mirror/region-offers.ts";
import { countServers, listServerRows } from "../../electron/engine/mirror/server-rows.ts";
import type { Order } from "../../electron/engine/orders/order-repository.ts";
import { openWorld, ORDER_ID, orderOf, paidOrder, runToEnd, type World } from "./provisioning-world/world.ts";

const MINUTE = 60_000;

async function roomIn(world: World, regionId = "us-central") {
  const plan = (await findPlan(world.db, "paper-4gb"))!;
  return checkCapacity(world.deps, (await findRegion(world.db, regionId))!, buildOf(plan, []));
}

/** Leaves room for so many 4 GB servers in Chicago. */
function roomFor(world: World, servers: number): void {
  world.panelDb.prepare("UPDATE nodes SET memory = ? WHERE name = 'chi-1'").run(servers * 4096);
  world.panelDb.prepare("UPDATE nodes SET memory = 1024 WHERE name = 'chi-2'").run();
}

const nodeReads = ({ wire }: World) => wire.requests.filter((request) => request === "GET /nodes").length;

async function session(world: World, order: Order, patch: object = {}): Promise<void> {
  const { now } = world.clock;
  const row = {
    order_id: order.id,
    stripe_session_id: `cs_${order.id}`,
    status: "open",
    payment_status: "unpaid",
    url: null,
    metadata_order_id: order.id,
    amount_subtotal: 1200,
    currency: "usd",
    expires_at: now + 30 * MINUTE,
    asked_at: now,
    created_at: now,
    updated_at: now,
  };
  await world.db
    .insertInto("order_sessions")
    .values({ ...row, ...patch })
    .execute();
}

test("room is asked of the panel, and for half a minute of the mirror", async () => {
  const world = await openWorld();
  expect(await roomIn(world)).toEqual({ ok: true, value: undefined });
  await roomIn(world);
  expect(nodeReads(world)).toBe(1);
  world.clock.now += 30_001;
  await roomIn(world);
  expect(nodeReads(world)).toBe(2);
});

test("checkouts at the same time ask the panel once", async () => {
  const world = await openWorld();
  await Promise.all(Array.from({ length: 10 }, () => roomIn(world)));
  expect(nodeReads(world)).toBe(1);
});

test("no room is refused with what each node lacks", async () => {
  const world = await openWorld();
  roomFor(world, 0);
  expect(await roomIn(world)).toMatchObject({ ok: false, error: { code: "NO_CAPACITY" } });
});

test("a panel that does not answer leaves the mirror to sell by, for 15 minutes", async () => {
  const world = await openWorld();
  await roomIn(world);
  world.wire.disturb({ on: "GET /nodes", answer: { status: 502, body: "" }, times: 99 });
  world.clock.now += 15 * MINUTE;
  expect((await roomIn(world)).ok).toBe(true);
  world.clock.now += 1;
  const says = expect.stringContaining("what is known of it is 15 min old") as string;
  expect(await roomIn(world)).toEqual({ ok: false, error: { code: "PANEL_UNREACHABLE", says } });
});

test("a panel that was never read and does not answer, and no panel at all", async () => {
  const world = await openWorld();
  world.wire.disturb({ on: "GET /nodes", answer: { status: 502, body: "" }, times: 99 });
  expect(await roomIn(world)).toMatchObject({ ok: false, error: { code: "PANEL_UNREACHABLE" } });
  expect(await roomIn({ ...world, deps: { ...world.deps, panel: null } })).toMatchObject({
    ok: false,
    error: { code: "PANEL_UNREACHABLE", says: expect.stringContaining("WAYBILL_PANEL_URL") as string },
  });
});

test("an open checkout holds its room until it expires; so do those at the bank, paid, or paid and failed", async () => {
  const world = await openWorld();
  roomFor(world, 1);
  expect((await roomIn(world)).ok).toBe(true);
  const order = await paidOrder(world, { status: "pending", payment_state: "unpaid" });
  expect((await roomIn(world)).ok, "the Session is being made").toBe(false);
  await session(world, order);
  world.clock.now += 29 * MINUTE;
  expect((await roomIn(world)).ok, "the Session is open").toBe(false);
  world.clock.now += 2 * MINUTE;
  expect((await roomIn(world)).ok, "the Session is over").toBe(true);
  const set = (states: object) => world.db.updateTable("orders").set(states).execute();
  for (const states of [
    { status: "pending", payment_state: "processing" },
    { status: "paid", payment_state: "paid" },
    { status: "error", payment_state: "paid" },
  ]) {
    await set(states);
    expect((await roomIn(world)).ok, JSON.stringify(states)).toBe(false);
  }
  await set({ status: "canceled", payment_state: "unpaid" });
  expect((await roomIn(world)).ok).toBe(true);
});

test("a server that was just made holds its room before the panel is read again, and only once", async () => {
  const world = await openWorld();
  roomFor(world, 2);
  await roomIn(world);
  await paidOrder(world);
  await runToEnd(world);
  const reads = nodeReads(world);
  expect((await listNodeRows(world.deps)).find(({ name }) => name === "chi-1")).toMatchObject({
    memory: { used: 4096, reserved: 0 },
    servers: 1,
    ports: { total: 240, free: 239 },
  });
  expect((await roomIn(world)).ok).toBe(true);
  expect(nodeReads(world)).toBe(reads);
  await readPanel(world.deps);
  expect((await listNodeRows(world.deps)).find(({ name }) => name === "chi-1")).toMatchObject({
    memory: { used: 4096 },
    ports: { free: 239 },
  });
});

test("regions are offered with their room, by the mirror alone", async () => {
  const world = await openWorld();
  expect(await listRegionOffers(world.deps, "paper-4gb")).toMatchObject([
    { id: "us-central", room: null, says: "The panel was never read, so its room is unknown." },
    { id: "eu", room: null },
  ]);
  roomFor(world, 3);
  await readPanel(world.deps);
  await paidOrder(world);
  const reads = nodeReads(world);
  expect(await listRegionOffers(world.deps, "paper-4gb")).toMatchObject([
    { id: "us-central", nodes: 2, room: 2, says: "2 more of this size fit." },
    { id: "eu", nodes: 1, room: 64 },
  ]);
  expect(await listRegionOffers(world.deps, "no-such")).toMatchObject([{ room: null }, { room: null }]);
  expect(nodeReads(world)).toBe(reads);
});

test("nodes are told with their state and what is reserved on them", async () => {
  const world = await openWorld();
  roomFor(world, 1);
  world.panelDb.prepare("UPDATE nodes SET maintenance_mode = 1 WHERE name = 'nyc-1'").run();
  await readPanel(world.deps);
  await paidOrder(world);
  const rows = await listNodeRows(world.deps);
  expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
    "nyc-1 maintenance",
    "nyc-2 open",
    "chi-1 full",
    "chi-2 full",
    "fra-1 open",
    "sto-1 full",
  ]);
  expect(rows[2]).toMatchObject({ regions: ["US Central"], memory: { total: 4096, used: 0, reserved: 4096 } });
});

test("a reading makes the mirror what the panel says: what is gone there goes here, and orders get what they lack", async () => {
  const world = await openWorld();
  await paidOrder(world);
  await runToEnd(world);
  const { address, ptero_identifier } = await orderOf(world);
  await world.db.updateTable("orders").set({ address: null, ptero_identifier: null }).execute();
  world.clock.now += 1_000;
  expect(await readPanel(world.deps)).toEqual({ ok: true, value: { nodes: 6, servers: 1 } });
  expect(await orderOf(world)).toMatchObject({ address, ptero_identifier });
  world.panelDb.prepare("DELETE FROM servers").run();
  world.clock.now += 1_000;
  await readPanel(world.deps);
  expect(await countServers(world.db)).toMatchObject({ all: 0 });
});

test("a server that is made while a reading is on its way stays in the mirror", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const after = async () => {
    world.clock.now += 1_000;
    await runToEnd(world);
  };
  world.wire.disturb({ on: "GET /servers", after });
  expect(await readPanel(world.deps)).toMatchObject({ ok: true, value: { servers: 0 } });
  expect(await countServers(world.db)).toMatchObject({ all: 1 });
});

test("a reading that fails leaves the mirror, and is told beside it", async () => {
  const world = await openWorld();
  await readPanel(world.deps);
  const readAt = world.clock.now;
  world.clock.now += MINUTE;
  world.wire.disturb({ on: "GET /servers", answer: { status: 503, body: "" }, times: 9 });
  expect((await readPanel(world.deps)).ok).toBe(false);
  const age = await mirrorAge(world.deps);
  expect(age).toMatchObject({ panelUrl: world.wire.url, readAt, failedAt: world.clock.now });
  expect(age.failure).toContain("The panel");
  expect(await listNodeRows(world.deps)).toHaveLength(6);
});

test("servers are listed newest first, page by page, beside their orders, and found by what a person has at hand", async () => {
  const user = { id: 2, email: "jane.doe@example.com", username: "jane", firstName: "J", lastName: "D" };
  const admin = { id: 1, email: "admin@example.com", username: "admin", firstName: "A", lastName: "A", admin: true };
  const like = { userId: 2, nodeId: 1, eggId: 5, memory: 1024, disk: 1024, cpu: 100 };
  const servers = [
    { ...like, id: 1, name: "By hand 100%" },
    { ...like, id: 2, name: "Of an order", externalId: ORDER_ID },
    { ...like, id: 3, name: "Stopped", status: "suspended" },
    { ...like, id: 4, name: "Broken", status: "install_failed" },
  ];
  const world = await openWorld({ seed: { users: [admin, user], servers } });
  await paidOrder(world, { status: "refunded", payment_state: "refunded" });
  await readPanel(world.deps);
  const list = (patch: object) =>
    listServerRows(world.deps, { view: "all", query: "", nodeId: null, after: null, limit: 100, ...patch });
  const idsOf = async (patch: object) => (await list(patch)).rows.map(({ id }) => id);

  expect(await countServers(world.db)).toEqual({ all: 4, no_order: 3, installing: 1, suspended: 1 });
  expect(await idsOf({ limit: 3 })).toEqual([4, 3, 2]);
  expect((await list({ limit: 3 })).after).toBe(2);
  expect(await list({ after: 2, limit: 3 })).toMatchObject({ rows: [{ id: 1 }], after: null });
  expect(await idsOf({ view: "no_order" })).toEqual([4, 3, 1]);
  expect(await idsOf({ view: "suspended" })).toEqual([3]);
  expect(await idsOf({ view: "installing" })).toEqual([4]);
  expect(await idsOf({ query: "100%" })).toEqual([1]);
  expect(await idsOf({ query: "%" })).toEqual([1]);
  expect(await idsOf({ query: "JANE.DOE" })).toEqual([4, 3, 2, 1]);
  expect(await idsOf({ query: ORDER_ID })).toEqual([2]);
  expect(await idsOf({ nodeId: 2 })).toEqual([]);
  expect((await list({})).rows).toMatchObject([
    { state: "install_failed", remark: "no order claims it" },
    { state: "suspended", remark: "no order claims it" },
    { state: "active", orderId: ORDER_ID, remark: "its order is refunded, and it is not suspended", nodeName: "nyc-1" },
    { state: "active", panelUrl: `${world.wire.url}/admin/servers/view/1` },
  ]);
});

test("plans are held against their eggs: what does not fit is a finding until it fits, and is refused at checkout", async () => {
  const world = await openWorld();
  const plan = (await findPlan(world.db, "paper-4gb"))!;
  expect(await eggProblem(world.deps, plan)).toBeNull();
  expect(await checkPlanEggs(world.deps)).toEqual({ ok: true, value: { opened: 0, closed: 0 } });

  const setDefault = world.panelDb.prepare(
    "UPDATE egg_variables SET default_value = ? WHERE env_variable = 'BUILD_NUMBER'",
  );
  setDefault.run("");
  expect(await eggProblem(world.deps, plan), "what was said within ten minutes stands").toBeNull();
  expect(await checkPlanEggs(world.deps)).toEqual({ ok: true, value: { opened: 1, closed: 0 } });
  expect(await checkPlanEggs(world.deps)).toEqual({ ok: true, value: { opened: 0, closed: 0 } });
  expect(await listOpenFindings(world.db)).toMatchObject([{ code: "EGG_VARIABLE_MISSING", subject: "paper-4gb" }]);
  expect(await eggProblem(world.deps, plan)).toContain("BUILD_NUMBER of the egg Paper needs a value");

  setDefault.run("latest");
  expect(await eggProblem(world.deps, plan), "a refusal asks again").toBeNull();
  expect(await checkPlanEggs(world.deps)).toEqual({ ok: true, value: { opened: 0, closed: 1 } });
});

test("an egg that is not there is a finding, and a panel that can't be asked stands in nobody's way", async () => {
  const world = await openWorld();
  const plan = { ...(await findPlan(world.db, "paper-4gb"))!, egg_id: 99, nest_id: undefined };
  expect(await eggProblem(world.deps, plan)).toContain("the panel has no such egg");
  world.wire.disturb({ on: "GET /nests", answer: { status: 502, body: "" }, times: 9 });
  expect(await eggProblem(world.deps, (await findPlan(world.db, "paper-4gb"))!)).toBeNull();
  expect((await checkPlanEggs(world.deps)).ok).toBe(false);
  expect(await listOpenFindings(world.db)).toEqual([]);
});
