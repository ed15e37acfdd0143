import { expect, test } from "vitest";
import {
  creates,
  expectOneServer,
  lastStep,
  openWorld,
  ORDER_ID,
  orderOf,
  paidOrder,
  runOnce,
  runToEnd,
  serversOn,
  stepsOf,
} from "./provisioning-world/world.ts";

test("a paid order becomes one running server, and the order knows it", async () => {
  const world = await openWorld();
  await paidOrder(world);
  expect(await runToEnd(world)).toEqual({ kind: "done" });
  await expectOneServer(world);
  const order = await orderOf(world);
  expect(order.ptero_identifier).toMatch(/^[0-9a-f]{8}$/);
  expect(order.ptero_uuid).toContain(order.ptero_identifier);
  expect(order.address).toMatch(/^chi-[12]\.play\.example:25565$/);
  expect(order.provisioned_at).toBe(world.clock.now);
  expect(await stepsOf(world)).toEqual(
    ["claim", "look_up", "customer", "placement", "create", "await_install", "record"].map((name) => `${name} done`),
  );
});

test("a paid order asks for the server before it makes it, and makes it once", async () => {
  const world = await openWorld();
  await paidOrder(world);
  await runToEnd(world);
  const asked = world.wire.requests.indexOf(`GET /servers/external/${ORDER_ID}`);
  const made = world.wire.requests.indexOf("POST /servers");
  expect(asked).toBeGreaterThanOrEqual(0);
  expect(asked).toBeLessThan(made);
  expect(creates(world)).toHaveLength(1);
});

test("a paid order gets what was sold: every variable, the plan's before the egg's, image and start command of the egg", async () => {
  const world = await openWorld();
  await paidOrder(world);
  await runToEnd(world);
  const { input, evidence } = await lastStep(world, "create");
  expect(JSON.parse(input)).toMatchObject({
    externalId: ORDER_ID,
    name: "Jane's world",
    eggId: 5,
    dockerImage: "ghcr.io/pterodactyl/yolks:java_21",
    environment: { MINECRAFT_VERSION: "1.21", SERVER_JARFILE: "server.jar", BUILD_NUMBER: "latest", DL_PATH: "" },
    limits: { memory: 4096, disk: 20_480, cpu: 200, swap: 0, io: 500 },
    place: { kind: "allocation" },
  });
  expect(evidence).toContain("/api/application/servers");
  expect(evidence).not.toContain("ptla_");
});

test("a paid order that the catalog places by the panel's own choice is made by deploy", async () => {
  const world = await openWorld();
  await paidOrder(world, { region: "eu" });
  await runToEnd(world);
  await expectOneServer(world);
  expect(JSON.parse((await lastStep(world, "create")).input)).toMatchObject({
    place: { kind: "deploy", locationIds: [3] },
  });
});

test("a paid order asked for again changes nothing", async () => {
  const world = await openWorld();
  await paidOrder(world);
  await runToEnd(world);
  const before = await orderOf(world);
  expect(await runOnce(world)).toEqual({ kind: "done" });
  expect(await orderOf(world)).toEqual(before);
  await expectOneServer(world);
});

test("a paid order worked on by eight at once gets one server", async () => {
  const world = await openWorld();
  await paidOrder(world);
  await Promise.all(Array.from({ length: 8 }, () => runOnce(world)));
  await runToEnd(world);
  await expectOneServer(world);
  expect(creates(world)).toHaveLength(1);
});

test("a paid order beside seven others: eight orders, eight servers, eight ports", async () => {
  const world = await openWorld();
  const ids = Array.from({ length: 8 }, (_, nth) => `${ORDER_ID.slice(0, -1)}${nth}`);
  for (const id of ids) await paidOrder(world, { id, user_id: `user-${id}`, customer_email: `${id}@example.com` });
  await Promise.all(ids.map((id) => runOnce(world, id)));
  for (const id of ids) {
    await runToEnd(world, id);
    await expectOneServer(world, id);
  }
  expect(serversOn(world)).toHaveLength(8);
});

test("a paid order of a fresh start or a late one: an order that is not paid, or over, is left alone", async () => {
  const world = await openWorld();
  const left = [
    { status: "pending", payment_state: "unpaid" },
    { status: "refunded", payment_state: "refunded" },
    { status: "canceled", payment_state: "paid" },
    { status: "error", payment_state: "paid", error_code: "AMOUNT_MISMATCH" },
    { status: "provisioning", payment_state: "disputed" },
  ] as const;
  for (const [nth, states] of left.entries()) {
    const order = await paidOrder(world, { id: `${ORDER_ID.slice(0, -1)}${nth}`, ...states });
    expect(await runOnce(world, order.id)).toEqual({ kind: "done" });
    expect(await orderOf(world, order.id)).toEqual(order);
  }
  expect(world.wire.requests).toEqual([]);
});
