import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { DaemonBehaviour } from "../../electron/sandbox/panel/daemon/behaviour.ts";
import { BUILT_IN_SEED, playNode } from "../../electron/sandbox/panel/seed/built-in-seed.ts";
import { startSandboxPanel, type SandboxPanelOptions } from "../../electron/sandbox/panel/start-sandbox-panel.ts";
import type { PanelSwitches } from "../../electron/sandbox/panel/switches/panel-switches.ts";
import { tempFolder } from "./provisioning-world/temp-folder.ts";

const KEY = "ptla_switches";

async function open(more: Partial<SandboxPanelOptions> = {}) {
  const panel = await startSandboxPanel({
    host: "127.0.0.1",
    port: 0,
    dataFile: ":memory:",
    apiKey: KEY,
    clientKey: "ptlc_switches",
    seed: {
      ...BUILT_IN_SEED,
      nodes: [1, 2].map((id) => playNode({ id, name: `n-${id}`, locationId: 1, memoryGib: 8 })),
    },
    installMs: 1,
    daemonTimeoutMs: 20,
    ...more,
  });
  onTestFinished(() => panel.close().catch(() => undefined));
  return panel;
}
type Panel = Awaited<ReturnType<typeof open>>;

async function ask(panel: Panel, method: string, route: string, body?: unknown) {
  const headers = { accept: "application/json", authorization: `Bearer ${KEY}`, "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${panel.url}${route}`, { method, headers, ...sent });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.startsWith("application/json") ?? false;
  const told = (isJson && text !== "" ? JSON.parse(text) : {}) as {
    errors?: { code: string }[];
    attributes?: { id: number; status: string | null };
  };
  const { status } = answer;
  return { status, text, retryAfter: answer.headers.get("retry-after"), told, code: told.errors?.[0]?.code };
}
const api = (panel: Panel, method: string, route: string, body?: unknown) =>
  ask(panel, method, `/api/application${route}`, body);
const turn = (panel: Panel, switches: PanelSwitches) => ask(panel, "POST", "/sandbox/panel", switches);
const turnDaemon = (panel: Panel, turned: { nodeId?: number; behaviour?: DaemonBehaviour; restart?: true }) =>
  ask(panel, "POST", "/sandbox/daemon", turned);

const USER = { email: "a@example.com", username: "abc", first_name: "A", last_name: "B", external_id: "u-1" };
const server = (id: number, change: object = {}) => ({
  external_id: `ord_${id}`,
  name: "One",
  user: 1,
  egg: 4,
  docker_image: "ghcr.io/pterodactyl/yolks:java_21",
  startup: "java -jar {{SERVER_JARFILE}}",
  environment: { SERVER_JARFILE: "server.jar", VANILLA_VERSION: "latest" },
  limits: { memory: 1024, swap: 0, disk: 2048, io: 500, cpu: 100 },
  feature_limits: { databases: 0, backups: 0 },
  allocation: { default: id },
  ...change,
});

test.each<[string, PanelSwitches, number, string | undefined]>([
  ["maintenance", { maintenance: true }, 503, "HttpException"],
  ["a key that nobody knows", { refuseKey: true }, 401, "AuthenticationException"],
  ["a key that may not", { acl: { nodes: 0 } }, 403, "AccessDeniedHttpException"],
  ["throttling", { throttle: { retryAfterSeconds: 7 } }, 429, "ThrottleRequestsException"],
  ["an exception", { status: { status: 500, code: "PDOException", page: false, done: false } }, 500, "PDOException"],
  ["a proxy's page", { status: { status: 502, code: "-", page: true, done: false } }, 502, undefined],
])("%s is answered while the switch is on, and no longer", async (_what, switches, status, code) => {
  const panel = await open();
  expect((await api(panel, "GET", "/nodes")).status).toBe(200);
  expect((await turn(panel, switches)).status).toBe(200);
  const troubled = await api(panel, "GET", "/nodes");
  expect([troubled.status, troubled.code]).toEqual([status, code]);
  expect(troubled.retryAfter).toBe({ 429: "7", 503: "60" }[status] ?? null);
  expect(troubled.text.startsWith("<html>")).toBe(status === 502);
  expect((await ask(panel, "DELETE", "/sandbox/panel")).status).toBe(200);
  expect((await api(panel, "GET", "/nodes")).status).toBe(200);
});

test("a switch hits only the requests that it names, and as often as it says", async () => {
  const panel = await open();
  await turn(panel, { throttle: { retryAfterSeconds: 1, on: "GET /nodes", times: 2 } });
  const seen = [];
  for (const route of ["/locations", "/nodes", "/nodes", "/nodes"]) seen.push((await api(panel, "GET", route)).status);
  expect(seen).toEqual([200, 429, 429, 200]);
});

test.each([
  ["does nothing first", false, 404],
  ["has done it", true, 200],
])("an error or a broken connection in place of the answer %s", async (_what, done, found) => {
  const panel = await open();
  await turn(panel, {
    status: { status: 500, code: "UniqueConstraintViolationException", page: false, done, times: 1 },
  });
  expect((await api(panel, "POST", "/users", USER)).code).toBe("UniqueConstraintViolationException");
  expect((await api(panel, "GET", "/users/external/u-1")).status).toBe(found);
  await turn(panel, { reset: { done, on: "POST", times: 1 } });
  await expect(api(panel, "POST", "/servers", server(1))).rejects.toThrow("fetch failed");
  expect((await api(panel, "GET", "/servers/external/ord_1")).status).toBe(found);
});

test("a slow panel answers late", async () => {
  const panel = await open();
  await turn(panel, { slow: { ms: 120 } });
  const before = performance.now();
  expect((await api(panel, "GET", "/nodes")).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(110);
});

test("a daemon's fault that is counted passes, and other nodes never see it", async () => {
  const panel = await open();
  await turnDaemon(panel, { nodeId: 1, behaviour: { faults: { create: "reset" }, times: { create: 2 } } });
  expect((await api(panel, "POST", "/servers", server(1))).code).toBe("DaemonConnectionException");
  expect((await api(panel, "POST", "/servers", server(241))).status).toBe(201); // the other node's first port
  expect((await api(panel, "POST", "/servers", server(1))).status).toBe(504);
  expect((await api(panel, "POST", "/servers", server(1))).status).toBe(201);
});

test("a daemon that starts again cuts its installs off: the panel takes them for done, and nothing runs", async () => {
  const panel = await open();
  await turnDaemon(panel, { behaviour: { installMs: 60_000 } });
  const { told } = await api(panel, "POST", "/servers", server(1));
  expect(told.attributes?.status).toBe("installing");
  await turnDaemon(panel, { nodeId: 1, restart: true });
  const { told: now } = await api(panel, "GET", `/servers/${told.attributes?.id}`);
  expect(now.attributes?.status).toBeNull();
});

test("what is switched stays so when the panel starts again", async () => {
  const dataFile = path.join(tempFolder(), "panel.db");
  const first = await open({ dataFile });
  await turn(first, { throttle: { retryAfterSeconds: 9 }, maintenance: true, refuseKey: true });
  await turn(first, { refuseKey: false });
  await turnDaemon(first, { nodeId: 2, behaviour: { faults: { create: "offline" } } });
  await first.close();
  const second = await open({ dataFile });
  expect(JSON.parse((await ask(second, "GET", "/sandbox/panel")).text)).toEqual({
    throttle: { retryAfterSeconds: 9 },
    maintenance: true,
  });
  expect(JSON.parse((await ask(second, "GET", "/sandbox/daemon")).text)).toEqual([
    { nodeId: 1, name: "n-1", behaviour: {} },
    { nodeId: 2, name: "n-2", behaviour: { faults: { create: "offline" } } },
  ]);
});

test("a switch that does not exist, a node that does not and a form are refused with the reason, and nothing turns", async () => {
  const panel = await open();
  expect(await ask(panel, "POST", "/sandbox/panel", { maintenence: true })).toMatchObject({ status: 400 });
  expect(await ask(panel, "POST", "/sandbox/daemon", { nodeId: 99, restart: true })).toMatchObject({ status: 404 });
  const form = await fetch(`${panel.url}/sandbox/panel`, {
    method: "POST",
    body: new URLSearchParams("maintenance=1"),
  });
  expect(form.status).toBe(415);
  expect((await api(panel, "GET", "/nodes")).status).toBe(200);
});
