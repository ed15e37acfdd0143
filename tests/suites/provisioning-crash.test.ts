import { expect, test } from "vitest";
import type { Panel } from "../../electron/engine/panel/panel-port.ts";
import {
  creates,
  expectOneServer,
  openWorld,
  ORDER_ID,
  orderOf,
  paidOrder,
  runOnce,
  runToEnd,
  stepsOf,
} from "./provisioning-world/world.ts";

/** Does what it is asked, but the process is gone before it hears of it. */
const dying = (panel: Panel, call: "createServer" | "createUser"): Panel => ({
  ...panel,
  [call]: async (asked: never) => {
    await panel[call](asked);
    throw new Error("killed");
  },
});

test("a process that dies after the create and before it could note it: the server is found, not made again", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const { now } = world.clock;
  await expect(runOnce(world, ORDER_ID, dying(world.deps.panel!, "createServer"))).rejects.toThrow("killed");
  expect(await stepsOf(world)).toContain("create running");
  expect(await runToEnd(world)).toEqual({ kind: "done" });
  await expectOneServer(world);
  expect(creates(world)).toHaveLength(1);
  expect(await stepsOf(world)).toContain("create uncertain");
  expect(world.clock.now - now).toBeGreaterThanOrEqual(40_000); // until then the panel might have taken it back
});

test("a process that dies before the create was sent: it is sent when one that was sent must have ended", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const { now } = world.clock;
  const dead = { ...world.deps.panel!, createServer: () => Promise.reject(new Error("killed")) };
  await expect(runOnce(world, ORDER_ID, dead)).rejects.toThrow("killed");
  expect(await runOnce(world)).toMatchObject({ kind: "retry", code: "CREATE_UNCERTAIN", at: now + 1_000 });
  expect(await orderOf(world)).toMatchObject({ status: "provisioning", error_code: "CREATE_UNCERTAIN" });
  world.clock.now = now + 39_999;
  expect(await runOnce(world)).toMatchObject({ kind: "retry", at: now + 40_000 });
  expect(creates(world)).toEqual([]);
  world.clock.now = now + 40_000;
  await runToEnd(world);
  await expectOneServer(world);
  expect(creates(world)).toHaveLength(1);
});

test("a process that dies after it made the customer: the same customer is found", async () => {
  const world = await openWorld();
  await paidOrder(world);
  await expect(runOnce(world, ORDER_ID, dying(world.deps.panel!, "createUser"))).rejects.toThrow("killed");
  await runToEnd(world);
  await expectOneServer(world);
  expect(world.wire.requests.filter((request) => request === "POST /users")).toHaveLength(1);
});

test("a process that dies while the server installs: the next one waits for the same", async () => {
  const world = await openWorld({ installMs: 50 });
  await paidOrder(world);
  expect(await runOnce(world)).toMatchObject({ kind: "retry", code: "INSTALLING", at: world.clock.now + 250 });
  world.clock.now += 60_000;
  await runToEnd(world);
  await expectOneServer(world);
  expect(await stepsOf(world)).toHaveLength(7);
});
