import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { DaemonBehaviour } from "./daemon/behaviour.ts";
import { BUILT_IN_SEED, playNode } from "./seed/built-in-seed.ts";
import { type SandboxPanel, type SandboxPanelOptions, startSandboxPanel } from "./start-sandbox-panel.ts";

const KEY = "ptla_test";
const CLIENT_KEY = "ptlc_test";

const seedWith = (daemon: DaemonBehaviour) => ({
  ...BUILT_IN_SEED,
  nodes: [{ ...playNode({ id: 1, name: "n-1", locationId: 1, memoryGib: 16 }), daemon }],
});

async function open(more: Partial<SandboxPanelOptions> = {}): Promise<SandboxPanel> {
  const panel = await startSandboxPanel({
    host: "127.0.0.1",
    port: 0,
    dataFile: ":memory:",
    apiKey: KEY,
    clientKey: CLIENT_KEY,
    seed: seedWith({}),
    installMs: 1,
    ...more,
  });
  onTestFinished(() => panel.close());
  return panel;
}

interface Attributes {
  readonly id: number;
  readonly identifier: string;
  readonly status: string | null;
  readonly container: { readonly environment: Record<string, unknown> };
}

async function ask(panel: SandboxPanel, method: string, route: string, body?: unknown, key = KEY) {
  const headers = { accept: "application/json", authorization: `Bearer ${key}`, "content-type": "application/json" };
  const response = await fetch(`${panel.url}/api${route}`, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  const read = (text === "" ? {} : JSON.parse(text)) as { attributes: Attributes; errors?: { code: string }[] };
  return { status: response.status, attributes: read.attributes, code: read.errors?.[0]?.code };
}

const NEW_SERVER = {
  external_id: "ord_1",
  name: "First",
  user: 1,
  egg: 4,
  docker_image: "ghcr.io/pterodactyl/yolks:java_21",
  startup: "java -jar {{SERVER_JARFILE}}",
  environment: { SERVER_JARFILE: "server.jar", VANILLA_VERSION: "latest" },
  limits: { memory: 1024, swap: 0, disk: 2048, io: 500, cpu: 100 },
  feature_limits: { databases: 0, backups: 0 },
  allocation: { default: 1 },
  start_on_completion: true,
};
const create = (panel: SandboxPanel, change: object = {}) =>
  ask(panel, "POST", "/application/servers", { ...NEW_SERVER, ...change });
const statusOf = async (panel: SandboxPanel, id: number) =>
  (await ask(panel, "GET", `/application/servers/${id}`)).attributes.status;

test("a new server installs, then runs", async () => {
  const panel = await open();
  const { status, attributes } = await create(panel);
  expect([status, attributes.status]).toEqual([201, "installing"]);
  await expect.poll(() => statusOf(panel, attributes.id)).toBeNull();
  const power = await ask(panel, "GET", `/client/servers/${attributes.identifier}/resources`, undefined, CLIENT_KEY);
  expect(power.attributes).toMatchObject({ current_state: "running" });
});

test("an install that was cut off by the panel's end is finished after its next start", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-panel-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataFile = path.join(folder, "panel.db");
  const first = await open({ dataFile, installMs: 300 });
  const { attributes } = await create(first);
  await first.close();
  const second = await open({ dataFile, installMs: 300 });
  expect(await statusOf(second, attributes.id)).toBe("installing");
  await expect.poll(() => statusOf(second, attributes.id)).toBeNull();
});

test("a row that a killed panel left behind has its install, and so an end", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-panel-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataFile = path.join(folder, "panel.db");
  const killed = await open({ dataFile, seed: seedWith({ faults: { create: "hang" } }), daemonTimeoutMs: 60_000 });
  const unanswered = create(killed).catch(() => "connection closed");
  await expect.poll(async () => (await ask(killed, "GET", "/application/servers/external/ord_1")).status).toBe(200);
  const next = await open({ dataFile });
  await expect.poll(() => statusOf(next, 1)).toBeNull();
  await killed.close();
  await unanswered;
});

test.each([
  [{ installs: "failed" } as const, "install_failed"],
  [{ installs: "never" } as const, "installing"],
])("a daemon that behaves as %o leaves %s", async (daemon, status) => {
  const panel = await open({ seed: seedWith(daemon) });
  const { attributes } = await create(panel);
  await expect.poll(() => statusOf(panel, attributes.id)).toBe(status);
});

test("a server that is suspended while it installs stays suspended when the install ends", async () => {
  const panel = await open({ installMs: 30 });
  const { attributes } = await create(panel);
  await ask(panel, "POST", `/application/servers/${attributes.id}/suspend`);
  const second = await create(panel, { external_id: "ord_2", allocation: { default: 2 } });
  await expect.poll(() => statusOf(panel, second.attributes.id)).toBeNull(); // begun later, so the first has ended too
  expect(await statusOf(panel, attributes.id)).toBe("suspended");
});

test("a daemon that hangs shows the row as installing, refuses a twin, and takes the row back in the end", async () => {
  const panel = await open({ seed: seedWith({ faults: { create: "hang" } }), daemonTimeoutMs: 300 });
  const slow = create(panel);
  await expect.poll(async () => (await ask(panel, "GET", "/application/servers/external/ord_1")).status).toBe(200);
  expect((await create(panel, { allocation: { default: 2 } })).code).toBe("ValidationException");
  expect(await slow).toMatchObject({ status: 504, code: "DaemonConnectionException" });
  expect((await ask(panel, "GET", "/application/servers/external/ord_1")).status).toBe(404);
  expect((await create(panel, { external_id: "ord_2" })).status).toBe(504);
});

test("a panel that is closed while its daemon hangs ends at once, and answers what it was asked", async () => {
  const panel = await open({ seed: seedWith({ faults: { create: "hang" } }), daemonTimeoutMs: 60_000 });
  const slow = create(panel);
  await expect.poll(async () => (await ask(panel, "GET", "/application/servers/external/ord_1")).status).toBe(200);
  await panel.close();
  expect((await slow).status).toBe(504);
});

test("a deleted server frees its port and its external id", async () => {
  const panel = await open();
  const { attributes } = await create(panel);
  expect((await ask(panel, "DELETE", `/application/servers/${attributes.id}`)).status).toBe(204);
  expect((await create(panel)).status).toBe(201);
});

test("the 241st request of a minute is refused, whatever key of the same admin it comes with", async () => {
  let now = 1_000_000;
  const moreKeys = [{ token: "ptla_other", kind: "application" as const, userId: 1, acl: { locations: 1 } }];
  const panel = await open({ now: () => now, moreKeys });
  for (let count = 0; count < 240; count += 1) await ask(panel, "GET", "/application/locations/1");
  expect((await ask(panel, "GET", "/application/locations/1", undefined, "ptla_other")).status).toBe(429);
  expect((await ask(panel, "GET", "/client/account", undefined, CLIENT_KEY)).status).toBe(200);
  now += 60_001;
  expect((await ask(panel, "GET", "/application/locations/1")).status).toBe(200);
});

test("pages show what is there, escaped, and load nothing from elsewhere", async () => {
  const panel = await open();
  const { attributes } = await create(panel, { name: "<script>alert(1)</script>" });
  for (const route of ["/", `/server/${attributes.identifier}`, `/admin/servers/view/${attributes.id}`]) {
    const html = await (await fetch(panel.url + route)).text();
    expect(html).toContain("&lt;script&gt;alert(1)");
    expect(html).not.toMatch(/<script|src=|href="http/);
  }
  expect((await fetch(`${panel.url}/server/deadbeef`)).status).toBe(404);
});
