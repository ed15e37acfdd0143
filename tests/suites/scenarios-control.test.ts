import { expect, test } from "vitest";
import type { LabScenario } from "../../shared/contract/lab.ts";
import { customersCome, serversOn } from "./scenarios/customers.ts";
import { expectSoon } from "./scenarios/expect-soon.ts";
import { control, newFolder, openLab, start } from "./scenarios/open-lab.ts";
import { eventsOf, newSession, pay } from "./scenarios/purchases.ts";
import { makeServer, makeUser } from "./scenarios/provisioning.ts";
import { type Answered, type WireClient, wireClient } from "./scenarios/wire-client.ts";
import { orderReaches } from "./shop/purchase.ts";
import { openShop } from "./shop/running-shop.ts";

/** What the contract asks for by name; each is covered by a scenario. */
const ASKED_FOR =
  "webhook-never-sent webhook-delayed webhook-duplicated webhook-reordered webhook-wrong-secret webhook-body-rewritten webhook-doubled-path event-never-made endpoint-disabled endpoint-misses-type clock-skew tunnel-dead tunnel-new-secret older-checkout stripe-401 stripe-403 stripe-429 stripe-5xx stripe-slow price-archived price-changed panel-401 panel-403 panel-429 panel-500 panel-maintenance daemon-offline daemon-hangs daemon-registers-then-hangs no-node no-allocation egg-variable-missing email-clash external-id-taken install-failed install-never-ends daemon-restarts server-deleted server-resized server-suspended customer-pays-twice customer-refunds customer-disputes customer-card-expires customer-cancels customer-upgrades customer-leaves".split(
    " ",
  );

test("the list names every scenario, what it does, which defects it shows, and which run", async () => {
  const sandbox = await openLab();
  await start(sandbox, ["webhook-doubled-path"], { seed: 4, intensity: 0.5 });
  const { body } = await control(sandbox, "GET", "scenarios");
  const scenarios = body["scenarios"] as LabScenario[];
  expect(scenarios.map(({ name }) => name)).toEqual(expect.arrayContaining(ASKED_FOR));
  expect(scenarios.find(({ name }) => name === "webhook-doubled-path")).toMatchObject({ defects: [2], running: true });
  expect(new Set(scenarios.flatMap(({ defects }) => defects))).toEqual(
    new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
  );
  expect(body["running"]).toMatchObject({ names: ["webhook-doubled-path"], seed: 4, intensity: 0.5 });
});

test("what was hit is counted, and a stop ends it", async () => {
  const sandbox = await openLab();
  const client = wireClient(sandbox);
  await start(sandbox, ["stripe-5xx"]);
  for (let n = 0; n < 3; n += 1) await client.stripe("GET", "/v1/prices");
  const hits = () => sandbox.lab.state().scenarios.find(({ name }) => name === "stripe-5xx")?.hits;
  expect(hits()).toBe(3);
  expect(await control(sandbox, "DELETE", "scenarios")).toEqual({ status: 200, body: { running: null } });
  expect((await client.stripe("GET", "/v1/prices")).status).toBe(200);
  expect((await control(sandbox, "GET", "scenarios")).body["running"]).toBeNull();
});

const refused: [asked: object, status: number, says: string][] = [
  [{ names: [] }, 400, "names"],
  [{ names: ["stripe-5xx"], intensity: 2 }, 400, "intensity"],
  [{ names: ["stripe-5xx"], sead: 1 }, 400, "sead"],
  [{ names: ["no-such"] }, 409, "There is no scenario no-such."],
];

test.each(refused)("%j is refused with a sentence, and what runs goes on", async (asked, status, says) => {
  const sandbox = await openLab();
  await start(sandbox, ["stripe-slow"]);
  const answer = await control(sandbox, "POST", "scenarios", asked);
  expect(answer.status).toBe(status);
  expect(answer.body["error"]).toContain(says);
  expect(sandbox.lab.state().running?.names).toEqual(["stripe-slow"]);
});

test("a browser's page can't start anything: only JSON is taken", async () => {
  const { stripe, lab } = await openLab();
  const body = JSON.stringify({ names: ["stripe-5xx"] });
  const answer = await fetch(`${stripe}/sandbox/scenarios`, { method: "POST", body });
  expect(answer.status).toBe(415);
  expect(lab.state().running).toBeNull();
});

/** Twelve requests while two scenarios run, in one process or in two. */
async function linesOf(isBroken: boolean) {
  const dataDir = newFolder();
  let sandbox = await openLab({ dataDir });
  await start(sandbox, ["stripe-5xx", "price-archived"], { seed: 9, intensity: 0.5 });
  const lines: string[] = [];
  for (let n = 0; n < 12; n += 1) {
    if (isBroken && n === 6) {
      await sandbox.close();
      sandbox = await openLab({ dataDir });
    }
    const client = wireClient(sandbox);
    await client.stripe("GET", "/v1/prices?active=false");
    lines.push(...client.lines);
  }
  await sandbox.lab.stop();
  const { body } = await wireClient(sandbox).stripe("GET", "/v1/prices?active=false");
  return { lines, archived: body["data"] };
}

test("what runs goes on after a restart where it was, and can still be undone", async () => {
  const whole = await linesOf(false);
  expect(await linesOf(true)).toEqual(whole);
  expect(whole.archived).toEqual([]);
  expect(new Set(whole.lines).size).toBe(2);
});

test("scenarios given at the start run from the start; one that there is not is told, and nothing is left running", async () => {
  const sandbox = await openLab({ scenarios: { names: ["panel-maintenance"], seed: 3 } });
  expect(sandbox.lab.state().running).toMatchObject({ names: ["panel-maintenance"], seed: 3, intensity: 1 });
  expect((await wireClient(sandbox).panel("GET", "/nodes")).status).toBe(503);
  const { port } = new URL(sandbox.stripe);
  await sandbox.close();
  const asked = { stripePort: Number(port), scenarios: { names: ["nothing-such"] } };
  await expect(openLab(asked)).rejects.toMatchObject({ code: "UNKNOWN_SCENARIO" });
  await (await openLab({ stripePort: Number(port) })).close();
});

const pricesAt = async (client: WireClient) =>
  ((await client.stripe("GET", "/v1/prices?limit=100&active=true")).body["data"] as { id: string }[]).map(
    ({ id }) => id,
  );

const numberOf = ({ body }: Answered) => (body["attributes"] as { id: number }).id;

test("a reset forgets what happened on both sides and ends what runs; keys and addresses stay", async () => {
  const sandbox = await openLab();
  const client = wireClient(sandbox);
  const prices = await pricesAt(client);
  await pay(client, await newSession(client));
  await makeUser(client, 1);
  const before = numberOf(await makeServer({ sandbox, client, user: 2 }, "ord_1"));
  await start(sandbox, ["no-allocation", "price-archived"]);
  expect(await control(sandbox, "POST", "reset", {})).toEqual({ status: 200, body: { reset: true } });
  expect(await eventsOf(client)).toEqual([]);
  expect(await serversOn(client)).toEqual([]);
  expect((await control(sandbox, "GET", "scenarios")).body["running"]).toBeNull();
  expect(await pricesAt(client)).toEqual(prices);
  await pay(client, await newSession(client));
  // A panel gives no number twice: a shop that kept the first server's would take the second for it.
  expect(numberOf(await makeServer({ sandbox, client, user: 1 }, "ord_1"))).toBeGreaterThan(before);
});

test("customers buy at the shop where webhooks go: the engine makes their servers", async () => {
  const shop = await openShop();
  const customers = await customersCome(shop.sandbox, { count: 2 });
  expect(customers.map(({ did }) => did)).toEqual([
    ["checked out", "paid"],
    ["checked out", "paid"],
  ]);
  for (const { order } of customers) await orderReaches(shop, order!, { status: "provisioned" });
  await expectSoon(() => serversOn(wireClient(shop.sandbox))).toHaveLength(2);
});
