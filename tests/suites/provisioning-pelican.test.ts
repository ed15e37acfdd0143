import { expect, test } from "vitest";
import { checkCapacity } from "../../electron/engine/mirror/capacity.ts";
import { findRegion } from "../../electron/engine/catalog/read-catalog.ts";
import { readBuild } from "../../electron/engine/orders/server-build.ts";
import { healProvisioning } from "../../electron/engine/provisioning/heal-provisioning.ts";
import {
  creates,
  daemons,
  expectOneServer,
  lastStep,
  openWorld,
  orderOf,
  paidOrder,
  runToEnd,
  serversOn,
  stepsOf,
} from "./provisioning-world/world.ts";

test("on a Pelican panel a paid order becomes one running server, and the order has its address", async () => {
  const world = await openWorld({ kind: "pelican" });
  await paidOrder(world);
  expect(await runToEnd(world)).toEqual({ kind: "done" });
  await expectOneServer(world);
  expect((await orderOf(world)).address).toMatch(/^(nyc|chi)-[12]\.play\.example:25565$/);
  expect(await stepsOf(world)).toEqual(
    ["claim", "look_up", "customer", "placement", "create", "await_install", "record"].map((name) => `${name} done`),
  );
});

test("a region that Pelican places itself goes by its tags, and still has an address", async () => {
  const world = await openWorld({ kind: "pelican" });
  const order = await paidOrder(world, { region: "eu" });
  await runToEnd(world);
  await expectOneServer(world);
  expect(JSON.parse((await lastStep(world, "create")).input)).toMatchObject({
    place: { kind: "deploy", tags: ["eu"] },
  });
  expect((await lastStep(world, "placement")).says).toBe("The panel chooses a node in location 3 or tagged eu.");
  expect((await orderOf(world)).address).toMatch(/^fra-1\.play\.example:\d+$/);
  const region = (await findRegion(world.db, "eu"))!;
  expect(await checkCapacity(world.deps, region, readBuild(order.build))).toEqual({ ok: true, value: undefined });
});

test("a row that Pelican leaves installing when its daemon says no ends as an error that says what to do, and heals", async () => {
  const world = await openWorld({ kind: "pelican" });
  await paidOrder(world);
  daemons(world, { faults: { create: { status: 500 } } });
  expect(await runToEnd(world)).toMatchObject({ kind: "dead", code: "INSTALL_TIMEOUT" });
  expect(creates(world)).toHaveLength(1); // the row that stands is the order's: none is made beside it
  expect((await orderOf(world)).error_message).toMatch(/or delete it there, and another one is made\.$/);
  daemons(world, {});
  world.panelDb.pragma("foreign_keys = ON");
  world.panelDb.prepare("UPDATE allocations SET server_id = NULL").run();
  world.panelDb.prepare("DELETE FROM servers").run();
  world.clock.now += 60_000;
  expect(await healProvisioning(world.deps)).toHaveLength(1);
  await runToEnd(world);
  await expectOneServer(world);
  expect(serversOn(world)).toHaveLength(1);
});
