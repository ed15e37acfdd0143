import { expect, onTestFinished, test } from "vitest";
import type { NewPanelServer } from "../../electron/engine/panel/panel-port.ts";
import { createPterodactylPanel } from "../../electron/engine/panel/pterodactyl-panel.ts";
import type { DaemonBehaviour } from "../../electron/sandbox/panel/daemon/behaviour.ts";
import { EVERYTHING, type PanelKey } from "../../electron/sandbox/panel/http/panel-key.ts";
import { BUILT_IN_SEED, playNode } from "../../electron/sandbox/panel/seed/built-in-seed.ts";
import { startSandboxPanel } from "../../electron/sandbox/panel/start-sandbox-panel.ts";

interface World {
  readonly daemon?: DaemonBehaviour;
  readonly ports?: number;
  /** What the client's key may; everything, unless it says less. */
  readonly acl?: PanelKey["acl"];
}

/** The client of a panel of one node, over real HTTP. */
async function clientOf({ daemon = {}, ports = 4, acl = EVERYTHING }: World = {}) {
  const node = { ...playNode({ id: 7, name: "n-7", locationId: 1, memoryGib: 8, ports }), daemon };
  const panel = await startSandboxPanel({
    host: "127.0.0.1",
    port: 0,
    dataFile: ":memory:",
    apiKey: "ptla_all",
    clientKey: "ptlc_all",
    moreKeys: [{ token: "ptla_some", kind: "application", userId: 1, acl }],
    seed: { ...BUILT_IN_SEED, nodes: [node] },
    installMs: 1,
    daemonTimeoutMs: 50,
  });
  onTestFinished(() => panel.close());
  return createPterodactylPanel({ url: panel.url, apiKey: "ptla_some", now: Date.now });
}

const PAPER: NewPanelServer = {
  externalId: "ord_1",
  name: "Mine",
  userId: 1,
  eggId: 5,
  dockerImage: "ghcr.io/pterodactyl/yolks:java_21",
  startup: "java -jar {{SERVER_JARFILE}}",
  environment: { MINECRAFT_VERSION: "latest", SERVER_JARFILE: "server.jar", DL_PATH: "", BUILD_NUMBER: "latest" },
  limits: { memory: 4096, swap: 0, disk: 20_480, io: 500, cpu: 200 },
  featureLimits: { databases: 1, allocations: 1, backups: 2 },
  place: { kind: "allocation", allocationId: 1 },
};
const DEPLOYED: NewPanelServer = { ...PAPER, place: { kind: "deploy", locationIds: [1], tags: [] } };

test("a server is made, installs, is found by its external id, suspended and let go on", async () => {
  const panel = await clientOf();
  const made = await panel.createServer(PAPER);
  expect(made.result).toMatchObject({ ok: true, value: { status: "installing", address: "n-7.play.example:25565" } });
  const id = made.result.ok ? made.result.value.id : 0;
  await expect
    .poll(async () => (await panel.getServer(id)).result)
    .toMatchObject({ ok: true, value: { status: null } });
  expect((await panel.suspendServer(id)).result.ok).toBe(true);
  expect((await panel.findServerByExternalId("ord_1")).result).toMatchObject({
    ok: true,
    value: { id, suspended: true },
  });
  expect((await panel.unsuspendServer(id)).result.ok).toBe(true);
  expect((await panel.listServers()).result).toMatchObject({
    ok: true,
    value: [{ id, suspended: false, userEmail: "admin@example.com" }],
  });
});

test("a customer's account is made once and found by external id and by whole address", async () => {
  const panel = await clientOf();
  const customer = {
    externalId: "cus_1",
    email: "Jo@Example.com",
    username: "jo.example",
    firstName: "Jo",
    lastName: "Doe",
  };
  expect((await panel.createUser(customer)).result).toMatchObject({ ok: true, value: { externalId: "cus_1" } });
  expect((await panel.findUserByExternalId("cus_1")).result).toMatchObject({
    ok: true,
    value: { email: "Jo@Example.com" },
  });
  expect((await panel.findUserByEmail("jo@example.COM")).result).toMatchObject({
    ok: true,
    value: { username: "jo.example" },
  });
  expect((await panel.findUserByEmail("o@example.com")).result).toEqual({ ok: true, value: null });
  expect((await panel.createUser({ ...customer, externalId: "cus_2" })).result).toMatchObject({
    ok: false,
    error: {
      code: "PANEL_VALIDATION",
      fields: [
        { field: "email", rule: "unique" },
        { field: "username", rule: "unique" },
      ],
    },
  });
});

test("more rows than a page holds are all read", async () => {
  const panel = await clientOf({ ports: 130 });
  for (let index = 1; index <= 101; index += 1)
    await panel.createServer({
      ...PAPER,
      externalId: `ord_${index}`,
      limits: { ...PAPER.limits, memory: 1, disk: 1 },
      place: { kind: "allocation", allocationId: index },
    });
  const { result, exchanges } = await panel.listServers();
  expect(result.ok && result.value.length).toBe(101);
  expect(exchanges).toHaveLength(2);
});

test("an egg is found in whichever nest it is", async () => {
  const panel = await clientOf();
  expect((await panel.getEgg(14, 1)).result).toMatchObject({ ok: true, value: { name: "Rust", nestId: 4 } });
  expect((await panel.getEgg(99, null)).result).toEqual({ ok: true, value: null });
});

test("an identical second create is told to look first, and the look-up finds the one", async () => {
  const panel = await clientOf();
  await panel.createServer(PAPER);
  const second = await panel.createServer({ ...PAPER, place: { kind: "allocation", allocationId: 2 } });
  expect(second.result).toMatchObject({
    ok: false,
    error: { certainty: "uncertain", code: "PANEL_EXTERNAL_ID_TAKEN" },
  });
  expect((await panel.findServerByExternalId("ord_1")).result).toMatchObject({ ok: true, value: { allocationId: 1 } });
});

test("an id that differs by case alone is neither ours nor absent", async () => {
  const panel = await clientOf();
  await panel.createServer({ ...PAPER, externalId: "ORD_1" });
  expect((await panel.findServerByExternalId("ord_1")).result).toMatchObject({
    ok: false,
    error: { code: "PANEL_EXTERNAL_ID_CLASH" },
  });
});

test.each<[string, World, NewPanelServer, string, string]>([
  ["no room", {}, { ...DEPLOYED, limits: { ...PAPER.limits, memory: 9000 } }, "refused", "PANEL_NO_NODE"],
  ["no free port", { ports: 0 }, DEPLOYED, "refused", "PANEL_NO_ALLOCATION"],
  ["an egg variable missing", {}, { ...PAPER, environment: {} }, "refused", "PANEL_VALIDATION"],
  ["a key that may only read", { acl: { ...EVERYTHING, servers: 1 } }, PAPER, "refused", "PANEL_PERMISSION_MISSING"],
  ["a daemon that is offline", { daemon: { faults: { create: "offline" } } }, PAPER, "uncertain", "PANEL_DAEMON"],
  [
    "a daemon that hangs",
    { daemon: { faults: { create: "hang", delete: "hang" } } },
    PAPER,
    "uncertain",
    "PANEL_DAEMON",
  ],
  ["a daemon's own 404", { daemon: { faults: { create: { status: 404 } } } }, PAPER, "uncertain", "PANEL_DAEMON"],
])("%s ends a create as it must, and leaves no server", async (_what, world, server, certainty, code) => {
  const panel = await clientOf(world);
  expect((await panel.createServer(server)).result).toMatchObject({ ok: false, error: { certainty, code } });
  expect((await panel.findServerByExternalId("ord_1")).result).toEqual({ ok: true, value: null });
});

test("without permission for allocations a node's ports are a refusal, not none", async () => {
  const panel = await clientOf({ acl: { ...EVERYTHING, allocations: 0 } });
  expect((await panel.listNodes()).result).toMatchObject({ ok: false, error: { code: "PANEL_PERMISSION_MISSING" } });
});
