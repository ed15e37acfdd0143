import { expect, test } from "vitest";
import { retryProvisioning } from "../../electron/engine/provisioning/retry-provisioning.ts";
import { listOpenFindings } from "../../electron/engine/findings/findings.ts";
import type { SeedServer } from "../../electron/sandbox/panel/seed/panel-seed.ts";
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

const users = [
  { id: 1, email: "admin@example.com", username: "admin", firstName: "Ada", lastName: "Admin", admin: true },
  { id: 2, email: "jane.doe@example.com", username: "jane", firstName: "Jane", lastName: "Doe" },
  { id: 3, email: "mary@example.com", username: "mary", firstName: "Mary", lastName: "Poe" },
];
const sold = { memory: 4096, disk: 20_480, cpu: 200, eggId: 5, nodeId: 3, userId: 2 };
const found = (patch: Partial<SeedServer> = {}): SeedServer => ({
  id: 40,
  externalId: ORDER_ID,
  name: "Found",
  ...sold,
  ...patch,
});

test("a server that carries the order's id and is what was sold is taken, not made", async () => {
  const world = await openWorld({ seed: { users, servers: [found()] } });
  await paidOrder(world);
  expect(await runOnce(world)).toEqual({ kind: "done" });
  await expectOneServer(world);
  expect((await orderOf(world)).ptero_server_id).toBe(40);
  expect(creates(world)).toEqual([]);
});

test.each([
  ["another's", { userId: 3 }, "belongs to mary@example.com, not to jane.doe@example.com"],
  ["of another egg", { eggId: 4 }, "has egg 4 where 5 was sold"],
  ["smaller", { memory: 2048 }, "has memory 2048 MiB where 4096 MiB was sold"],
  [
    "of another disk and CPU",
    { disk: 1024, cpu: 100 },
    "has disk 1024 MiB where 20480 MiB was sold, has CPU 100 % where 200 % was sold",
  ],
])("one that is %s contradicts the order, and is left as it is", async (_what, patch, says) => {
  const world = await openWorld({ seed: { users, servers: [found(patch)] } });
  await paidOrder(world);
  const before = world.panelDb.prepare("SELECT * FROM servers").all();
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "SERVER_CONTRADICTED" });
  const order = await orderOf(world);
  expect(order).toMatchObject({ status: "error", error_code: "SERVER_CONTRADICTED", ptero_server_id: null });
  expect(order.error_message).toContain(says);
  expect(await stepsOf(world)).toEqual(["claim done", "look_up contradicted"]);
  expect(await listOpenFindings(world.db)).toMatchObject([{ code: "SERVER_CONTRADICTED", subject: ORDER_ID }]);
  expect(creates(world)).toEqual([]);
  expect(world.panelDb.prepare("SELECT * FROM servers").all()).toEqual(before);
});

test("corrected on the panel and retried, it is taken, and the finding is closed", async () => {
  const world = await openWorld({ seed: { users, servers: [found({ memory: 2048 })] } });
  await paidOrder(world);
  await runOnce(world);
  world.panelDb.prepare("UPDATE servers SET memory = 4096").run();
  expect((await retryProvisioning(world.deps, ORDER_ID, "ada")).ok).toBe(true);
  await runToEnd(world);
  await expectOneServer(world);
  expect(await listOpenFindings(world.db)).toEqual([]);
});

test("a server that another order has already is not taken", async () => {
  const world = await openWorld({ seed: { users, servers: [found()] } });
  const other = await paidOrder(world, {
    id: `${ORDER_ID.slice(0, -1)}2`,
    status: "provisioned",
    service_state: "active",
    ptero_server_id: 40,
  });
  await paidOrder(world);
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "SERVER_CONTRADICTED" });
  expect((await orderOf(world)).error_message).toContain(`but order ${other.id} has it already`);
});
