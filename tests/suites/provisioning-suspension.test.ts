import { expect, test } from "vitest";
import { listOpenFindings } from "../../electron/engine/findings/findings.ts";
import type { JobOutcome } from "../../electron/engine/jobs/job.ts";
import { changeOrder, type Order } from "../../electron/engine/orders/order-repository.ts";
import type { OrderChange } from "../../electron/engine/orders/order-machines.ts";
import { suspendServer } from "../../electron/engine/provisioning/suspend-server.ts";
import { FORBIDDEN } from "./provisioning-world/wire.ts";
import {
  daemons,
  openWorld,
  ORDER_ID,
  orderOf,
  paidOrder,
  runOnce,
  runToEnd,
  serversOn,
  type World,
} from "./provisioning-world/world.ts";

function runSuspend({ deps }: World, attempts = 1): Promise<JobOutcome> {
  const payload = { orderId: ORDER_ID };
  return suspendServer(deps)({ id: 2, kind: "suspend_server", key: null, payload, attempts, orderId: ORDER_ID });
}

async function move(world: World, change: OrderChange): Promise<Order> {
  const by = { cause: "event:evt_1", at: world.clock.now } as const;
  const changed = await changeOrder(world.db, await orderOf(world), change, by);
  if (!changed.ok) throw new Error(changed.error.says);
  return changed.value;
}

async function running(): Promise<World> {
  const world = await openWorld();
  await paidOrder(world);
  await runToEnd(world);
  return world;
}
const statusOf = (world: World) => serversOn(world)[0]?.status;
const acts = ({ wire }: World) => wire.requests.filter((request) => request.endsWith("suspend"));

test("a refunded order's server is suspended, once, however often the job runs", async () => {
  const world = await running();
  await move(world, "refunded");
  expect(await runSuspend(world)).toEqual({ kind: "done" });
  expect(await runSuspend(world)).toEqual({ kind: "done" });
  expect(statusOf(world)).toBe("suspended");
  expect(acts(world)).toHaveLength(1);
  const mirrored = await world.db.selectFrom("panel_servers").selectAll().executeTakeFirstOrThrow();
  expect(mirrored).toMatchObject({ suspended: 1, status: "suspended" });
});

test("a dispute stops the server, and won, it runs again", async () => {
  const world = await running();
  await move(world, "disputed");
  await runSuspend(world);
  expect(statusOf(world)).toBe("suspended");
  await move(world, "dispute_won");
  await move(world, "service_released");
  await runSuspend(world);
  expect(statusOf(world)).toBeNull();
});

test("the newest state wins: a job that comes late does what is wanted now", async () => {
  const world = await running();
  await move(world, "disputed");
  await move(world, "dispute_won");
  await move(world, "service_released");
  expect(await runSuspend(world)).toEqual({ kind: "done" });
  expect(acts(world)).toEqual([]);
});

test("a server that came though the order was refunded meanwhile is found by its external id and stopped", async () => {
  const world = await openWorld();
  await paidOrder(world);
  world.wire.disturb({ on: "POST /servers", forward: true, after: async () => void (await move(world, "refunded")) });
  await runToEnd(world);
  await runSuspend(world);
  expect(statusOf(world)).toBe("suspended");
  expect(await orderOf(world)).toMatchObject({ status: "refunded", ptero_server_id: serversOn(world)[0]!.id });
});

test("while a create may still make the server, the look for it is repeated", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const { now } = world.clock;
  world.wire.disturb({ on: "POST /servers", answer: { status: 504, body: "" } });
  await runOnce(world);
  await move(world, "refunded");
  expect(await runSuspend(world)).toMatchObject({ kind: "retry", code: "CREATE_UNCERTAIN", at: now + 40_000 });
  world.clock.now = now + 40_000;
  expect(await runSuspend(world)).toEqual({ kind: "done" });
});

test("a refund that comes while the panel is asked for the server does not think that there is none", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const { now } = world.clock;
  let suspended: JobOutcome | undefined;
  const before = async () => {
    await move(world, "refunded");
    suspended = await runSuspend(world);
  };
  world.wire.disturb({ on: "POST /servers", before });
  await runOnce(world);
  expect(suspended).toMatchObject({ kind: "retry", code: "CREATE_UNCERTAIN", at: now + 40_000 });
});

test("a server that installs is suspended when that has ended, and one that never ends it all the same", async () => {
  const world = await running();
  daemons(world, { installs: "never" });
  await world.deps.panel!.reinstallServer(serversOn(world)[0]!.id);
  await move(world, "refunded");
  const { now } = world.clock;
  expect(await runSuspend(world)).toMatchObject({ kind: "retry", code: "SERVER_BUSY", at: now + 5_000 });
  expect([statusOf(world), acts(world)]).toEqual(["installing", []]);
  expect(await runSuspend(world, 181)).toEqual({ kind: "done" });
  expect(statusOf(world)).toBe("suspended");
});

test("a server that is gone is a finding, and nothing to try again", async () => {
  const world = await running();
  await move(world, "refunded");
  world.panelDb.prepare("DELETE FROM servers").run();
  expect(await runSuspend(world)).toEqual({ kind: "done" });
  expect(await listOpenFindings(world.db)).toMatchObject([{ code: "SERVER_GONE", subject: ORDER_ID }]);
});

test("a daemon that fails is tried again; a panel that refuses is a finding until it does not", async () => {
  const world = await running();
  await move(world, "refunded");
  daemons(world, { faults: { sync: { status: 500 } } });
  expect(await runSuspend(world)).toMatchObject({ kind: "retry", code: "PANEL_DAEMON" });
  daemons(world, {});
  world.wire.disturb({ on: "POST /servers/", answer: FORBIDDEN });
  expect(await runSuspend(world)).toMatchObject({ kind: "dead", code: "PANEL_PERMISSION_MISSING" });
  expect(await listOpenFindings(world.db)).toMatchObject([{ code: "SERVER_NOT_SUSPENDED", subject: ORDER_ID }]);
  expect(await runSuspend(world)).toEqual({ kind: "done" });
  expect(await listOpenFindings(world.db)).toEqual([]);
  expect(statusOf(world)).toBe("suspended");
});
