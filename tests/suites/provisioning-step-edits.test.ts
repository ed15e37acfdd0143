import { expect, test } from "vitest";
import type { StepEdit } from "../../shared/contract/step-edit.ts";
import { clientOf } from "../../electron/engine/rpc/client-for-tests.ts";
import { testOptions } from "../../electron/engine/rpc/deps-for-tests.ts";
import { auditSentence } from "../../electron/engine/audit/audit-sentence.ts";
import { healProvisioning } from "../../electron/engine/provisioning/heal-provisioning.ts";
import { retryProvisioning } from "../../electron/engine/provisioning/retry-provisioning.ts";
import { retryStep } from "../../electron/engine/provisioning/retry-step.ts";
import {
  creates,
  daemons,
  expectOneServer,
  lastStep,
  openWorld,
  ORDER_ID,
  orderOf,
  paidOrder,
  runOnce,
  runToEnd,
  stepsOf,
  type World,
} from "./provisioning-world/world.ts";

const edit = (world: World, given: StepEdit, by = "ada") => retryStep(world.deps, { ...given, orderId: ORDER_ID }, by);
const editsOf = ({ db }: World) => db.selectFrom("marks").select("value").where("name", "like", "edit.%").execute();
const acts = ({ db }: World) => db.selectFrom("audit_log").selectAll().where("act", "=", "retry_step").execute();

/** An order that failed because every node of its region is in maintenance. */
async function withoutRoom(): Promise<World> {
  const world = await openWorld();
  world.panelDb.prepare("UPDATE nodes SET maintenance_mode = 1 WHERE location_id = 1").run();
  await paidOrder(world);
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "NO_CAPACITY" });
  return world;
}

/** An order that failed because its egg got a variable that nobody sets. */
async function withoutVariable(): Promise<World> {
  const world = await openWorld();
  world.panelDb.prepare("UPDATE egg_variables SET default_value = '' WHERE env_variable = 'BUILD_NUMBER'").run();
  await paidOrder(world);
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "PANEL_VALIDATION" });
  return world;
}

test("an operator puts the server on a node of another region, and the order goes on from there", async () => {
  const world = await withoutRoom();
  expect(await edit(world, { step: "placement", input: { nodeId: 5 } })).toMatchObject({
    ok: true,
    value: { status: "provisioning", error_code: null },
  });
  await runToEnd(world);
  await expectOneServer(world);
  expect((await orderOf(world)).address).toBe("fra-1.play.example:25565");
  const placed = await lastStep(world, "placement");
  expect(placed.says).toBe("Node fra-1, 198.51.100.5:25565, chosen by ada.");
  expect(JSON.parse(placed.input)).toEqual({ nodeId: 5, by: "ada" });
  expect(await editsOf(world)).toEqual([]); // done with
});

test("one port may be chosen, on a node that has no room by the catalog's lights", async () => {
  const world = await withoutRoom();
  await edit(world, { step: "placement", input: { allocationId: 485 } }); // the fifth port of chi-1
  await runToEnd(world);
  await expectOneServer(world);
  expect((await orderOf(world)).address).toBe("chi-1.play.example:25569");
});

test.each([
  [{ nodeId: 99 }, "NODE_UNKNOWN", "The panel has no node 99. ada chose it"],
  [{ nodeId: 6 }, "NO_CAPACITY", "The node sto-1 has no free port."],
  [{ allocationId: 9999 }, "ALLOCATION_UNKNOWN", "The panel has no allocation 9999."],
  [{ allocationId: 1 }, "PORT_TAKEN", "The port 25565 of the node nyc-1 is another server's."],
])(
  "a place that can't be had (%j) is an error that says whose choice it was, and nothing is made",
  async (input, code, says) => {
    const world = await withoutRoom();
    const other = await paidOrder(world, { id: `${ORDER_ID.slice(0, -1)}2`, user_id: "other", region: "us-central" });
    await retryStep(world.deps, { step: "placement", input: { allocationId: 1 }, orderId: other.id }, "ada");
    await runToEnd(world, other.id);
    await edit(world, { step: "placement", input });
    expect(await runOnce(world)).toMatchObject({ kind: "dead", code });
    const { error_message } = await orderOf(world);
    expect(error_message).toContain(says);
    expect(error_message).toContain("retry this step with another, or with none.");
    expect(creates(world)).toHaveLength(1); // the other order's
  },
);

test("null gives the step back to Waybill", async () => {
  const world = await withoutRoom();
  await edit(world, { step: "placement", input: { nodeId: 99 } });
  await runOnce(world);
  world.panelDb.prepare("UPDATE nodes SET maintenance_mode = 0").run();
  await edit(world, { step: "placement", input: null });
  await runToEnd(world);
  await expectOneServer(world);
  expect((await orderOf(world)).address).toMatch(/^chi-/);
});

test("a variable, an image and a start command are changed for the create, over what was sold", async () => {
  const world = await withoutVariable();
  const sold = (await orderOf(world)).build;
  const input = {
    environment: { BUILD_NUMBER: "77", MINECRAFT_VERSION: "1.20" },
    dockerImage: "img:1",
    startup: "./go",
  };
  await edit(world, { step: "create", input });
  await runToEnd(world);
  await expectOneServer(world);
  expect(JSON.parse((await lastStep(world, "create")).input)).toMatchObject({
    environment: { BUILD_NUMBER: "77", MINECRAFT_VERSION: "1.20", SERVER_JARFILE: "server.jar" },
    dockerImage: "img:1",
    startup: "./go",
  });
  expect((await orderOf(world)).build).toBe(sold); // what was sold stays what was sold
});

test("an edit outlives a failure elsewhere: a plain retry and a healing go by it too", async () => {
  const world = await withoutVariable();
  world.panelDb.prepare("UPDATE nodes SET maintenance_mode = 1").run();
  await edit(world, { step: "create", input: { environment: { BUILD_NUMBER: "77" } } });
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "NO_CAPACITY" });
  await retryProvisioning(world.deps, ORDER_ID, "ben");
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "NO_CAPACITY" });
  world.panelDb.prepare("UPDATE nodes SET maintenance_mode = 0").run();
  world.clock.now += 60_000;
  expect(await healProvisioning(world.deps)).toEqual([ORDER_ID]);
  await runToEnd(world);
  await expectOneServer(world);
});

test("the server goes to the panel account that an operator chose, and is no contradiction there", async () => {
  const world = await openWorld();
  await paidOrder(world);
  daemons(world, { faults: { create: "offline" } });
  await runOnce(world);
  await edit(world, { step: "customer", input: { panelUserId: 1 } });
  daemons(world, {});
  await runToEnd(world);
  await expectOneServer(world);
  expect(await orderOf(world)).toMatchObject({ panel_user_id: 1 });
  expect((await lastStep(world, "customer")).says).toBe("Panel user 1 (admin@example.com), chosen by ada.");
});

test("an account that the panel does not have is an error that says whose choice it was", async () => {
  const world = await withoutRoom();
  await edit(world, { step: "customer", input: { panelUserId: 404 } });
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "CUSTOMER_NOT_ON_PANEL" });
  expect((await orderOf(world)).error_message).toContain("no user 404, whom ada chose");
});

test("an edit never makes a second server: one that is there is found, and one that is waited for can't be edited", async () => {
  const world = await openWorld({ installMs: 60_000 });
  await paidOrder(world);
  expect(await runOnce(world)).toMatchObject({ code: "INSTALLING" });
  expect(await edit(world, { step: "placement", input: { nodeId: 5 } })).toMatchObject({
    ok: false,
    error: { code: "ORDER_TRANSITION_REFUSED", says: expect.stringContaining("was made already") as string },
  });
  expect(await editsOf(world)).toEqual([]);
  expect(await acts(world)).toEqual([]);
  world.panelDb.prepare("UPDATE servers SET status = 'install_failed'").run();
  world.clock.now += 1_000;
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "INSTALL_FAILED" });
  expect((await edit(world, { step: "placement", input: { nodeId: 5 } })).ok).toBe(true);
  world.panelDb.prepare("UPDATE servers SET status = NULL").run();
  await runToEnd(world);
  await expectOneServer(world);
  expect(creates(world)).toHaveLength(1);
});

test("an edit is audited with what was before and after, in words, and hides what is secret", async () => {
  const world = await withoutVariable();
  await edit(world, { step: "placement", input: { nodeId: 5 } });
  await edit(world, { step: "placement", input: { allocationId: 7 } }, "ben");
  await edit(world, { step: "create", input: { environment: { RCON_PASS: "hunter2", BUILD_NUMBER: "1" } } });
  const [first, second, third] = await acts(world);
  expect(auditSentence(first!)).toContain("placement from Waybill's choice to node 5");
  expect(auditSentence(second!)).toContain("placement from node 5 to allocation 7");
  expect(JSON.parse(second!.before!)).toMatchObject({ input: { nodeId: 5 } });
  expect(JSON.parse(second!.after!)).toMatchObject({ input: { allocationId: 7 } });
  expect(auditSentence(third!)).toContain("create from Waybill's choice to RCON_PASS, BUILD_NUMBER");
  expect(third!.after).not.toContain("hunter2");
});

test.each([
  [{ status: "provisioned", ptero_server_id: 12 }, "The order is already provisioned, as server 12."],
  [{ status: "pending", payment_state: "unpaid" }, "The order is not paid, so there is nothing to provision yet."],
] as const)("an edit of an order that is %j is refused, and changes nothing", async (states, says) => {
  const world = await openWorld();
  await paidOrder(world, states);
  expect(await edit(world, { step: "placement", input: { nodeId: 5 } })).toEqual({
    ok: false,
    error: { code: "ORDER_TRANSITION_REFUSED", says },
  });
  expect(await editsOf(world)).toEqual([]);
  expect(await stepsOf(world)).toEqual([]);
});

test("the console edits a step by its procedure, and what no step takes is refused before anything is written", async () => {
  const world = await withoutRoom();
  const { orders } = clientOf({ ...world.deps, options: { ...testOptions(), ...world.deps.options } });
  const asked = (given: object) => orders.retryStep({ orderId: ORDER_ID, ...given } as never);
  const nonsense = [
    { step: "placement", input: { nodeId: 5, allocationId: 4 } },
    { step: "placement", input: { nodeId: -1 } },
    { step: "customer", input: { nodeId: 5 } },
    { step: "create", input: {} },
    { step: "create", input: { environment: { "A B": "x" } } },
    { step: "record", input: null },
  ];
  for (const given of nonsense) await expect(asked(given)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect(await acts(world)).toEqual([]);
  const detail = await asked({ step: "placement", input: { nodeId: 5 } });
  expect(detail).toMatchObject({ id: ORDER_ID, status: "provisioning" });
  expect(detail.audit[0]).toMatchObject({ actor: "Ines", act: "retry_step" });
  await expect(orders.retryStep({ orderId: "ord_none", step: "placement", input: null })).rejects.toMatchObject({
    code: "ORDER_NOT_FOUND",
  });
});
