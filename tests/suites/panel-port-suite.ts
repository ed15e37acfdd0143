import { describe, expect, onTestFinished, test } from "vitest";
import { createPanel } from "../../electron/engine/panel/create-panel.ts";
import type { NewPanelServer, Panel, PanelKind } from "../../electron/engine/panel/panel-port.ts";
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

export interface PanelOnSandbox {
  readonly panel: Panel;
  readonly url: string;
}

/** The adapter of this kind on a panel of that kind with one node, over real HTTP. */
export async function panelOnSandbox(
  kind: PanelKind,
  { daemon = {}, ports = 4, acl = EVERYTHING }: World = {},
): Promise<PanelOnSandbox> {
  const node = { ...playNode({ id: 7, name: "n-7", locationId: 1, memoryGib: 8, ports }), tags: ["here"], daemon };
  const sandbox = await startSandboxPanel({
    kind,
    host: "127.0.0.1",
    port: 0,
    dataFile: ":memory:",
    apiKey: "all",
    clientKey: "own",
    moreKeys: [{ token: "some", kind: "application", userId: 1, acl }],
    seed: { ...BUILT_IN_SEED, nodes: [node] },
    installMs: 1,
    daemonTimeoutMs: 50,
  });
  onTestFinished(() => sandbox.close());
  const { url } = sandbox;
  return { url, panel: createPanel({ kind, url, apiKey: "some", now: Date.now }) };
}

export const PAPER: NewPanelServer = {
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
export const DEPLOYED: NewPanelServer = { ...PAPER, place: { kind: "deploy", locationIds: [1], tags: ["here"] } };
const CUSTOMER = {
  externalId: "cus_1",
  email: "Jo@Example.com",
  username: "jo.example",
  firstName: "Jo",
  lastName: "Doe",
};

/** What every adapter of the port must do, whichever panel is behind it. */
export function panelPortSuite(kind: PanelKind): void {
  const clientOf = async (world: World = {}) => (await panelOnSandbox(kind, world)).panel;
  describe(`the port on ${kind}`, () => {
    serversAreMade(clientOf);
    thingsAreRead(clientOf);
    serversAreChanged(clientOf);
    accountsAreMade(clientOf);
    nothingIsMadeTwice(clientOf);
    faultsAreTold(clientOf);
  });
}

type ClientOf = (world?: World) => Promise<Panel>;

function serversAreMade(clientOf: ClientOf): void {
  test("a server is made, installs, is found by its external id, suspended and let go on", async () => {
    const panel = await clientOf();
    const made = await panel.createServer(PAPER);
    expect(made.result).toMatchObject({ ok: true, value: { status: "installing", address: "n-7.play.example:25565" } });
    const id = made.result.ok ? made.result.value.id : 0;
    await expect
      .poll(async () => (await panel.getServer(id)).result)
      .toMatchObject({ ok: true, value: { status: null, suspended: false } });
    expect((await panel.suspendServer(id)).result.ok).toBe(true);
    expect((await panel.findServerByExternalId("ord_1")).result).toMatchObject({
      ok: true,
      value: { id, suspended: true, status: "suspended" },
    });
    expect((await panel.unsuspendServer(id)).result.ok).toBe(true);
    expect((await panel.listServers()).result).toMatchObject({
      ok: true,
      value: [{ id, suspended: false, userEmail: "admin@example.com", eggId: 5, memoryMb: 4096, cpuPercent: 200 }],
    });
  });

  test("a server that the panel places itself gets an address, and its port is taken", async () => {
    const panel = await clientOf();
    expect((await panel.createServer(DEPLOYED)).result).toMatchObject({
      ok: true,
      value: { nodeId: 7, address: expect.stringMatching(/^n-7\.play\.example:255\d\d$/) as string },
    });
    const { result } = await panel.listNodes();
    expect(result).toMatchObject({ ok: true, value: [{ id: 7, public: true, memoryMb: 8192, memoryUsedMb: 4096 }] });
    const free = result.ok ? result.value[0]!.allocations.filter(({ assigned }) => !assigned) : [];
    expect(free).toHaveLength(3);
  });

  test("a deploy that names no place is refused: any node would be one too many", async () => {
    const panel = await clientOf();
    const nowhere = { ...PAPER, place: { kind: "deploy", locationIds: [], tags: [] } } as const;
    const { result, exchanges } = await panel.createServer(nowhere);
    expect(result).toMatchObject({ ok: false, error: { certainty: "refused", code: "PANEL_NO_NODE" } });
    expect(exchanges).toEqual([]);
  });
}

function thingsAreRead(clientOf: ClientOf): void {
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

  test("an egg is found with its variables and their rules, also where the nest is not its own", async () => {
    const panel = await clientOf();
    const { result } = await panel.getEgg(14, 1);
    expect(result).toMatchObject({ ok: true, value: { name: "Rust" } });
    const variables = result.ok ? result.value!.variables : [];
    expect(variables).toContainEqual({
      name: "FRAMEWORK",
      defaultValue: "vanilla",
      rules: "required|in:vanilla,oxide,carbon",
    });
    expect((await panel.getEgg(99, null)).result).toEqual({ ok: true, value: null });
  });
}

function serversAreChanged(clientOf: ClientOf): void {
  test("a server is resized, named anew for its order, installed again and removed, and none of it loses the rest", async () => {
    const panel = await clientOf();
    const made = await panel.createServer(PAPER);
    const { id, address } = made.result.ok ? made.result.value : { id: 0, address: null };
    const seen = async () => (await panel.getServer(id)).result;
    await expect.poll(seen).toMatchObject({ ok: true, value: { status: null } });
    const build = { limits: { ...PAPER.limits, memory: 2048, disk: 4096 }, featureLimits: PAPER.featureLimits };
    expect((await panel.changeBuild(id, build)).result.ok).toBe(true);
    expect((await panel.changeExternalId(id, "ord_2")).result.ok).toBe(true);
    const whole = { externalId: "ord_2", name: "Mine", userId: 1, memoryMb: 2048, diskMb: 4096, address };
    expect(await seen()).toMatchObject({ ok: true, value: whole });
    expect((await panel.reinstallServer(id)).result.ok).toBe(true);
    await expect.poll(seen).toMatchObject({ ok: true, value: { ...whole, status: null } });
    expect((await panel.deleteServer(id)).result.ok).toBe(true);
    expect(await seen()).toEqual({ ok: true, value: null });
    expect((await panel.deleteServer(id)).result.ok).toBe(true); // asked again, it ends the same
  });
}

function accountsAreMade(clientOf: ClientOf): void {
  test("a customer's account is made once and found by number, external id and whole address", async () => {
    const panel = await clientOf();
    const made = await panel.createUser(CUSTOMER);
    expect(made.result).toMatchObject({ ok: true, value: { externalId: "cus_1" } });
    const id = made.result.ok ? made.result.value.id : 0;
    expect((await panel.getUser(id)).result).toMatchObject({ ok: true, value: { username: "jo.example" } });
    expect((await panel.getUser(999)).result).toEqual({ ok: true, value: null });
    expect((await panel.findUserByExternalId("cus_1")).result).toMatchObject({
      ok: true,
      value: { email: "Jo@Example.com" },
    });
    expect((await panel.findUserByEmail("jo@example.COM")).result).toMatchObject({ ok: true, value: { id } });
    expect((await panel.findUserByEmail("o@example.com")).result).toEqual({ ok: true, value: null });
  });

  test("a second account with the same address and name is refused, and both fields are named", async () => {
    const panel = await clientOf();
    await panel.createUser(CUSTOMER);
    expect((await panel.createUser({ ...CUSTOMER, externalId: "cus_2" })).result).toMatchObject({
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
}

function nothingIsMadeTwice(clientOf: ClientOf): void {
  test("an identical second create is told to look first, and the look-up finds the one", async () => {
    const panel = await clientOf();
    await panel.createServer(PAPER);
    const second = await panel.createServer({ ...PAPER, place: { kind: "allocation", allocationId: 2 } });
    expect(second.result).toMatchObject({
      ok: false,
      error: { certainty: "uncertain", code: "PANEL_EXTERNAL_ID_TAKEN" },
    });
    expect((await panel.findServerByExternalId("ord_1")).result).toMatchObject({
      ok: true,
      value: { allocationId: 1 },
    });
  });

  test("an id that differs by case alone is neither ours nor absent", async () => {
    const panel = await clientOf();
    await panel.createServer({ ...PAPER, externalId: "ORD_1" });
    expect((await panel.findServerByExternalId("ord_1")).result).toMatchObject({
      ok: false,
      error: { code: "PANEL_EXTERNAL_ID_CLASH" },
    });
  });
}

function faultsAreTold(clientOf: ClientOf): void {
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
  ])("%s ends a create as it must, and leaves no server", async (_what, world, server, certainty, code) => {
    const panel = await clientOf(world);
    expect((await panel.createServer(server)).result).toMatchObject({ ok: false, error: { certainty, code } });
    expect((await panel.findServerByExternalId("ord_1")).result).toEqual({ ok: true, value: null });
  });

  test("a daemon that can't be reached leaves a suspension as it was, to be asked for again", async () => {
    const panel = await clientOf({ daemon: { faults: { sync: "offline" } } });
    const made = await panel.createServer(PAPER);
    const id = made.result.ok ? made.result.value.id : 0;
    const { result } = await panel.suspendServer(id);
    expect(result).toMatchObject({ ok: false, error: { code: "PANEL_DAEMON" } });
    expect(result).not.toMatchObject({ error: { certainty: "refused" } });
    expect((await panel.getServer(id)).result).toMatchObject({ ok: true, value: { suspended: false } });
  });

  test("without permission for allocations a node's ports are a refusal, not none", async () => {
    const panel = await clientOf({ acl: { ...EVERYTHING, allocations: 0 } });
    expect((await panel.listNodes()).result).toMatchObject({ ok: false, error: { code: "PANEL_PERMISSION_MISSING" } });
  });
}
