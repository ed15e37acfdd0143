import { expect, test } from "vitest";
import { createPanel } from "../../electron/engine/panel/create-panel.ts";
import { portRanges } from "../../electron/engine/panel/port-ranges.ts";
import { EVERYTHING } from "../../electron/sandbox/panel/http/panel-key.ts";
import { openConsole } from "./shop/console.ts";
import { checkOut, orderReaches, pay, serversOf } from "./shop/purchase.ts";
import { openShop } from "./shop/running-shop.ts";
import { DEPLOYED, PAPER, panelOnSandbox } from "./panel-port-suite.ts";

/** Asks the panel as somebody else than the adapter. */
async function ask(url: string, method: string, route: string, body?: unknown) {
  const headers = { accept: "application/json", authorization: "Bearer all", "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${url}/api/application${route}`, { method, headers, ...sent });
  return { status: answer.status, headers: answer.headers, told: (await answer.json()) as Record<string, unknown> };
}
const attributes = (told: Record<string, unknown>) => told["attributes"] as Record<string, unknown>;

test("a deploy names tags and every free port: an empty range would assign none", async () => {
  const { panel } = await panelOnSandbox("pelican");
  await panel.createServer(PAPER);
  const { exchanges } = await panel.createServer({ ...DEPLOYED, externalId: "ord_2" });
  expect(exchanges.map(({ method }) => method)).toEqual(["GET", "POST"]);
  expect(exchanges[1]!.requestBody).toMatchObject({
    deploy: { tags: ["here"], dedicated_ip: false, port_range: ["25566-25568"] },
  });
  expect(exchanges[1]!.requestBody).not.toHaveProperty("allocation");
});

test("a server that somebody made without a port has no address, and is still read", async () => {
  const { panel, url } = await panelOnSandbox("pelican");
  const body = {
    external_id: "ord_9",
    name: "Portless",
    user: 1,
    egg: 5,
    environment: PAPER.environment,
    limits: PAPER.limits,
    feature_limits: { databases: 0, backups: 0 },
    deploy: { tags: ["here"], dedicated_ip: false, port_range: [] },
  };
  expect((await ask(url, "POST", "/servers", body)).status).toBe(201);
  expect((await panel.findServerByExternalId("ord_9")).result).toMatchObject({
    ok: true,
    value: { allocationId: null, address: null },
  });
});

const tagged = (...tags: string[]) => ({ ...DEPLOYED, place: { kind: "deploy", locationIds: [1], tags } }) as const;

test("any tag is enough for a deploy, and one that no node has finds none", async () => {
  const { panel } = await panelOnSandbox("pelican");
  expect((await panel.createServer(tagged("there"))).result).toMatchObject({
    ok: false,
    error: { code: "PANEL_NO_ALLOCATION", says: expect.stringContaining("tagged there") as string },
  });
  expect((await panel.createServer(tagged("there", "here"))).result.ok).toBe(true);
});

test.each([
  ["says no (4xx): it answers as if all were well", { status: 422 }, { ok: true, value: { status: "installing" } }],
  ["breaks (5xx): the answer is uncertain", { status: 500 }, { ok: false, error: { certainty: "uncertain" } }],
])("a daemon that %s, and the row stays installing for good", async (_what, fault, result) => {
  const { panel } = await panelOnSandbox("pelican", { daemon: { faults: { create: fault } } });
  expect((await panel.createServer(PAPER)).result).toMatchObject(result);
  expect((await panel.findServerByExternalId("ord_1")).result).toMatchObject({
    ok: true,
    value: { status: "installing" },
  });
});

test("what a key lacks is named as Pelican names it", async () => {
  const { panel } = await panelOnSandbox("pelican", { acl: { ...EVERYTHING, servers: 1 } });
  const { result } = await panel.createServer(PAPER);
  expect(result).toMatchObject({
    ok: false,
    error: { says: expect.stringContaining("Read & Write on Servers (server)") as string },
  });
});

test("nodes without a size are nodes without a limit, and have tags in the place of a location", async () => {
  const { panel, url } = await panelOnSandbox("pelican");
  const node = { name: "n-7", fqdn: "n-7.example.com", scheme: "https", daemon_sftp: 2022, daemon_listen: 8080 };
  const sizes = { memory: 1, memory_overallocate: -1, disk: 4096, disk_overallocate: 50 };
  await ask(url, "PATCH", "/nodes/7", { ...node, ...sizes, tags: ["ssd"] });
  expect((await panel.listNodes()).result).toMatchObject({
    ok: true,
    value: [{ locationId: null, tags: ["ssd"], memoryOverallocate: -2, diskOverallocate: 50 }],
  });
});

const says = (status: string | null) => async () => {
  const attributes = { id: 1, external_id: "ord_1", uuid: "u", identifier: "u", name: "n", status, suspended: false };
  const rest = { limits: { memory: 1, disk: 1, cpu: 1 }, user: 1, node: 1, allocation: 1, egg: 1 };
  return Response.json({ object: "server", attributes: { ...attributes, ...rest } });
};

const statusOf = async (status: string | null) => {
  const options = { url: "http://127.0.0.1:9", apiKey: "papp_words", now: Date.now, fetch: says(status) };
  const { result } = await createPanel({ ...options, kind: "pelican" }).getServer(1);
  return result.ok ? result.value?.status : result.error.code;
};

test("what a container does is no state of its server", async () => {
  expect(
    await Promise.all([null, "running", "offline", "missing", "installing", "install_failed"].map(statusOf)),
  ).toEqual([null, null, null, null, "installing", "install_failed"]);
});

test("the sandbox's Pelican has eggs without nests, no locations, users without names and a limit of 256", async () => {
  const { url } = await panelOnSandbox("pelican");
  for (const gone of ["/nests", "/locations"]) expect((await ask(url, "GET", gone)).status).toBe(404);
  const egg = await ask(url, "GET", "/eggs/5?include=variables");
  expect(egg.headers.get("x-ratelimit-limit")).toBe("256");
  expect(attributes(egg.told)).not.toHaveProperty("nest");
  const user = await ask(url, "POST", "/users", { email: "a@example.com", username: "abc" });
  expect(user.status).toBe(201);
  expect(attributes(user.told)).not.toHaveProperty("first_name");
  const server = await ask(url, "POST", "/servers", {
    name: "Plain",
    user: 1,
    egg: 5,
    environment: PAPER.environment,
    limits: PAPER.limits,
    feature_limits: { databases: 0, backups: 0 },
    allocation: { default: 1 },
    oom_killer: true,
  });
  expect(attributes(server.told)).toMatchObject({
    limits: { oom_killer: true, oom_disabled: false },
    container: { image: expect.stringContaining("java") as string },
  });
  expect(attributes(server.told)).not.toHaveProperty("nest");
  const short = String(attributes(server.told)["identifier"]).slice(0, 6);
  expect((await ask(url, "GET", `/servers?filter[uuid_short]=${short}`)).told["data"]).toHaveLength(1);
  expect((await ask(url, "GET", `/servers?filter[uuidShort]=${short}`)).status).toBe(400);
});

test("ports become ranges, none of them wider than the panel takes", () => {
  expect(portRanges([25_567, 25_565, 25_566, 25_565, 30_000])).toEqual(["25565-25567", "30000"]);
  expect(portRanges([])).toEqual([]);
  const many = Array.from({ length: 1500 }, (_none, at) => 20_000 + at);
  expect(portRanges(many)).toEqual(["20000-20999", "21000-21499"]);
});

test("a whole shop sells and makes servers on a Pelican panel, in every region of the example catalog that has room", async () => {
  const shop = await openShop({
    sandbox: { panelKind: "pelican" },
    with: ({ panel, keys }) => ({ panel: { url: panel, apiKey: keys.panel_api_key, kind: "pelican" } }),
  });
  expect(shop.sandbox.keys.panel_api_key).toMatch(/^papp_\w{43}$/);
  for (const region of ["us-central", "us-east", "eu-west"]) {
    const { orderId, sessionId } = await checkOut(shop, { region });
    await pay(shop, sessionId);
    const order = await orderReaches(shop, orderId, { status: "provisioned", error_code: null });
    expect(order.address).toMatch(/\.play\.example:\d+$/);
    expect(await serversOf(shop, orderId)).toMatchObject([{ id: order.ptero_server_id }]);
    const { server } = await openConsole(shop).orders.get({ orderId });
    expect(server?.panelUrl).toBe(`${shop.sandbox.panel}/admin/servers/${order.ptero_server_id}/edit`);
    expect((await fetch(server!.panelUrl!)).status).toBe(200);
  }
});
