import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CatalogFile } from "../../shared/contract/catalog-file.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./start-sandbox.ts";

const EXAMPLE = CatalogFile.parse(
  JSON.parse(readFileSync(path.join(import.meta.dirname, "../../resources/catalog.example.json"), "utf8")),
);

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-sandbox-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function open(dataDir: string, more: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({
    dataDir,
    stripePort: 0,
    panelPort: 0,
    webhookUrl: null,
    keys: {},
    catalog: EXAMPLE,
    ...more,
  });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function panelSays(sandbox: Sandbox, route: string) {
  const headers = { accept: "application/json", authorization: `Bearer ${sandbox.keys.panel_api_key}` };
  const response = await fetch(`${sandbox.panel}/api/application${route}`, { headers });
  return {
    status: response.status,
    body: (await response.json()) as {
      attributes: Record<string, unknown>;
      data: { attributes: Record<string, unknown> }[];
    },
  };
}

async function stripeSays(sandbox: Sandbox, route: string) {
  const headers = { authorization: `Bearer ${sandbox.keys.stripe_secret_key}` };
  const response = await fetch(`${sandbox.stripe}${route}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("a second start has the keys of the first, in a file that others can't read", async () => {
  const folder = newFolder();
  const first = await open(folder);
  expect(first.keys).toMatchObject({
    stripe_secret_key: expect.stringMatching(/^sk_test_\w{99}$/),
    stripe_webhook_secret: expect.stringMatching(/^whsec_/),
    panel_api_key: expect.stringMatching(/^ptla_\w{43}$/),
    panel_client_key: expect.stringMatching(/^ptlc_\w{43}$/),
  });
  await first.close();
  expect((await open(folder)).keys).toEqual(first.keys);
  expect(statSync(path.join(folder, "sandbox", "keys.json")).mode & 0o777).toBe(0o600);
});

test("given keys open it instead of its own, and are not stored", async () => {
  const folder = newFolder();
  const sandbox = await open(folder, { keys: { panel_api_key: "ptla_given", stripe_secret_key: "sk_test_given" } });
  expect((await panelSays(sandbox, "/nodes")).status).toBe(200);
  expect((await stripeSays(sandbox, "/v1/prices/price_paper_4gb_monthly")).status).toBe(200);
  const kept = JSON.parse(readFileSync(path.join(folder, "sandbox", "keys.json"), "utf8")) as { panel_api_key: string };
  expect(kept.panel_api_key).toMatch(/^ptla_\w{43}$/);
  expect(readFileSync(path.join(folder, "sandbox", "panel.db")).includes("ptla_given")).toBe(false);
  expect((await panelSays({ ...sandbox, keys: { ...sandbox.keys, ...kept } }, "/nodes")).status).toBe(401);
});

test("each kind of panel has its own state and its own form of the keys; the rest is the same world", async () => {
  const folder = newFolder();
  const pterodactyl = await open(folder);
  const { panel_api_key, panel_client_key, ...keys } = pterodactyl.keys;
  await pterodactyl.close();
  const pelican = await open(folder, { panelKind: "pelican" });
  expect(pelican.keys).toEqual({
    ...keys,
    panel_api_key: panel_api_key.replace("ptla_", "papp_"),
    panel_client_key: panel_client_key.replace("ptlc_", "pacc_"),
  });
  expect((await panelSays(pelican, "/locations")).status).toBe(404);
  const { body } = await panelSays(pelican, "/nodes");
  const tags = Object.fromEntries(body.data.map(({ attributes }) => [attributes["name"], attributes["tags"]]));
  expect(tags).toMatchObject({ "nyc-1": ["us-east"], "fra-1": ["eu-west"], "sto-1": ["eu-north"], "chi-1": [] });
  expect(
    readdirSync(path.join(folder, "sandbox"))
      .filter((file) => file.endsWith(".db"))
      .sort(),
  ).toEqual(["panel.db", "pelican.db", "stripe.db"]);
});

test("a region of tags alone has a node with them", async () => {
  const regions = [{ id: "moon", name: "Moon", tags: ["lunar"], placement: "deploy" }];
  const catalog = CatalogFile.parse({ ...EXAMPLE, regions });
  const sandbox = await open(newFolder(), { catalog, panelKind: "pelican" });
  const { body } = await panelSays(sandbox, "/nodes");
  expect(body.data.filter(({ attributes }) => (attributes["tags"] as string[]).includes("lunar"))).toHaveLength(1);
});

test("a broken key file is made anew", async () => {
  const folder = newFolder();
  await (await open(folder)).close();
  writeFileSync(path.join(folder, "sandbox", "keys.json"), "{ half");
  expect((await open(folder)).keys.panel_api_key).toMatch(/^ptla_/);
});

test("every price of the example catalog is at its Stripe, with the term's period", async () => {
  const sandbox = await open(newFolder());
  const period = { monthly: ["month", 1], quarterly: ["month", 3], yearly: ["year", 1] } as const;
  for (const { prices } of [...EXAMPLE.plans, ...EXAMPLE.addons])
    for (const [term, price] of Object.entries(prices)) {
      const { body } = await stripeSays(sandbox, `/v1/prices/${price.stripe_price_id}`);
      const [interval, interval_count] = period[term as keyof typeof period];
      expect(body).toMatchObject({
        unit_amount: price.amount,
        currency: price.currency,
        recurring: { interval, interval_count },
      });
    }
});

test("every egg of the example catalog is on its panel, and no required variable lacks a value", async () => {
  const sandbox = await open(newFolder());
  for (const plan of EXAMPLE.plans) {
    const { status, body } = await panelSays(sandbox, `/nests/${plan.nest_id}/eggs/${plan.egg_id}?include=variables`);
    expect([plan.id, status]).toEqual([plan.id, 200]);
    const { variables } = body.attributes["relationships"] as {
      variables: { data: { attributes: Record<string, string> }[] };
    };
    const lacking = variables.data
      .map(({ attributes }) => attributes)
      .filter(
        ({ rules, env_variable, default_value }) =>
          /required/.test(rules!) && !(plan.environment[env_variable!] ?? default_value),
      );
    expect(lacking).toEqual([]);
    const known = new Set(variables.data.map(({ attributes }) => attributes["env_variable"]));
    expect(Object.keys(plan.environment).filter((name) => !known.has(name))).toEqual([]);
  }
});

test("every region of the example catalog has nodes, and one of them has no free port", async () => {
  const sandbox = await open(newFolder());
  const { body } = await panelSays(sandbox, "/nodes?include=allocations");
  const freeIn = EXAMPLE.regions.map(({ id, location_ids, node_ids }) => {
    const own = body.data.filter(
      ({ attributes }) =>
        location_ids.includes(attributes["location_id"] as number) &&
        (node_ids?.includes(attributes["id"] as number) ?? true),
    );
    expect([id, own.length]).not.toEqual([id, 0]);
    const ports = own.flatMap(
      ({ attributes }) => (attributes["relationships"] as { allocations: { data: unknown[] } }).allocations.data,
    );
    return [id, ports.length > 0];
  });
  expect(Object.fromEntries(freeIn)).toEqual({
    "us-central": true,
    "us-east": true,
    "eu-west": true,
    "eu-north": false,
  });
});

test("whatever another catalog names stands on the panel and at Stripe too", async () => {
  const price = { stripe_price_id: "price_own", amount: 900, currency: "eur" };
  const catalog = CatalogFile.parse({
    plans: [
      {
        id: "own",
        item_type: "game",
        game: "valheim",
        name: "Own",
        ram_mb: 65_536,
        disk_mb: 1000,
        cpu_percent: 100,
        egg_id: 77,
        nest_id: 9,
        environment: { WORLD: "x" },
        prices: { monthly: price },
      },
    ],
    regions: [
      { id: "mars", name: "Mars", location_ids: [42], node_ids: [3, 90] },
      { id: "moon", name: "Moon", location_ids: [43] },
    ],
  });
  const sandbox = await open(newFolder(), { catalog });
  expect((await panelSays(sandbox, "/nests/9/eggs/77?include=variables")).status).toBe(200);
  const nodes = (await panelSays(sandbox, "/nodes?include=allocations")).body.data.map(({ attributes }) => attributes);
  expect(nodes.filter((node) => node["location_id"] === 42).map((node) => node["id"])).toEqual([3, 90]);
  const moon = nodes.find((node) => node["location_id"] === 43)!;
  expect(moon["memory"]).toBe(8 * 65_536);
  expect((moon["relationships"] as { allocations: { data: unknown[] } }).allocations.data).toHaveLength(240);
  expect((await stripeSays(sandbox, "/v1/prices/price_own")).body).toMatchObject({ unit_amount: 900, currency: "eur" });
});

test("what happened on the panel is there after a restart, also with another catalog", async () => {
  const folder = newFolder();
  const first = await open(folder);
  const made = await fetch(`${first.panel}/api/application/users`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      authorization: `Bearer ${first.keys.panel_api_key}`,
    },
    body: JSON.stringify({
      email: "a@example.com",
      username: "abc",
      first_name: "A",
      last_name: "B",
      external_id: "u-1",
    }),
  });
  expect(made.status).toBe(201);
  await first.close();
  const second = await open(folder, { catalog: { ...EXAMPLE, plans: EXAMPLE.plans.slice(0, 1) } });
  expect((await panelSays(second, "/users/external/u-1")).body.attributes).toMatchObject({ email: "a@example.com" });
});

test.each(["stripePort", "panelPort"] as const)(
  "a %s that is taken is told in one sentence, and nothing is left running",
  async (which) => {
    const blocker = createServer();
    await new Promise<void>((listening) => blocker.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void blocker.close());
    const { port } = blocker.address() as AddressInfo;
    const folder = newFolder();
    await expect(open(folder, { [which]: port })).rejects.toMatchObject({
      code: "EADDRINUSE",
      port,
      message: `The address 127.0.0.1:${port} is taken by another program.`,
    });
    await (await open(folder)).close();
  },
);
