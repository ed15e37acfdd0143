import { expect, test } from "vitest";
import type { CustomerDid } from "../../electron/sandbox/scenarios/customers/simulate-customers.ts";
import { findScenario } from "../../electron/sandbox/scenarios/catalogue/all-scenarios.ts";
import type { Sandbox } from "../../electron/sandbox/start-sandbox.ts";
import { exampleCatalog } from "./shop/running-shop.ts";
import { allTold, customersCome, rowsAt, serversOn, traceOf } from "./scenarios/customers.ts";
import { control, openLab, start } from "./scenarios/open-lab.ts";
import { eventsOf } from "./scenarios/purchases.ts";
import { type WireClient, wireClient } from "./scenarios/wire-client.ts";
import { expectSoon } from "./scenarios/expect-soon.ts";

interface Seen {
  readonly sandbox: Sandbox;
  readonly client: WireClient;
  /** The older shop's origin. */
  readonly shop: string;
  readonly customers: readonly CustomerDid[];
}

async function seenUnder(names: readonly string[], count = 1, seed = 1, scale = 0.01): Promise<Seen> {
  const sandbox = await openLab({ scenarioScale: scale });
  const client = wireClient(sandbox);
  expect((await start(sandbox, names, { seed })).status).toBe(200);
  const shop = (await control(sandbox, "GET", "scenarios")).body["olderShop"] as string;
  const customers = await customersCome(sandbox, { count });
  return { sandbox, client, shop, customers };
}

const sessionOf = async ({ client, customers }: Seen, place = 0) =>
  (await client.stripe("GET", `/v1/checkout/sessions/${customers[place]!.sessions[0]}`)).body;
const refusedEvents = async ({ client }: Seen) =>
  (await eventsOf(client)).filter(({ pending_webhooks }) => pending_webhooks > 0).map(({ type }) => type);

/** Waits until the shop has done with the purchase, and hands back its row. */
async function rowReaches(seen: Seen, status: string): Promise<Record<string, unknown>> {
  await expectSoon(async () => (await rowsAt(seen.shop))[0]?.["status"]).toBe(status);
  return (await rowsAt(seen.shop))[0]!;
}

/** How each mistake looks in Stripe, on the panel, and to the older shop's own customers. */
const effects: readonly [name: string, effect: (seen: Seen) => Promise<unknown>][] = [
  [
    "older-checkout",
    async (seen) => {
      await allTold(seen.client);
      const session = await sessionOf(seen);
      expect(session).toMatchObject({ status: "complete", payment_status: "paid", client_reference_id: null });
      expect(session["metadata"]).not.toHaveProperty("order_id");
      expect(await rowsAt(seen.shop)).toEqual([]);
      expect(await serversOn(seen.client)).toEqual([]);
    },
  ],
  [
    "shop-parses-first",
    async (seen) => {
      await expectSoon(() => refusedEvents(seen)).toContain("checkout.session.completed");
      expect(await rowsAt(seen.shop)).toEqual([]);
      expect(await sessionOf(seen)).toMatchObject({ payment_status: "paid" });
    },
  ],
  [
    "shop-doubles-path",
    async (seen) => {
      await expectSoon(() => refusedEvents(seen)).toContain("checkout.session.completed");
      expect((await fetch(`${seen.shop}/api/stripe/webhook`, { method: "POST" })).status).toBe(404);
      expect((await fetch(`${seen.shop}/api/stripe/webhook/webhook`, { method: "POST" })).status).toBe(400);
    },
  ],
  [
    "shop-throws-early",
    async (seen) => {
      expect((await rowReaches(seen, "error"))["error_message"]).toContain("Cannot read properties");
      await allTold(seen.client); // Stripe was answered with 200
      expect((await seen.client.panel("GET", "/users?filter[email]=example.com")).body["data"]).toHaveLength(1);
    },
  ],
  [
    "shop-forgets-include",
    async (seen) => expect(await rowReaches(seen, "error")).toMatchObject({ error_message: "No allocation." }),
  ],
  [
    "shop-sends-node-as-location",
    async (seen) => {
      await allTold(seen.client);
      const [row] = await rowsAt(seen.shop);
      const [server] = await serversOn(seen.client);
      const asked = exampleCatalog().regions.find(({ id }) => id === row!["region"])!.location_ids;
      const { body } = await seen.client.panel("GET", `/nodes/${String(server?.["node"])}`);
      const location = (body["attributes"] as { location_id: number } | undefined)?.location_id;
      const isElsewhere = location !== undefined && !asked.includes(location);
      expect(isElsewhere || String(row!["error_message"]).includes("NoViableNodeException")).toBe(true);
    },
  ],
  [
    "shop-omits-external-id",
    async (seen) => {
      await rowReaches(seen, "provisioned");
      expect((await serversOn(seen.client))[0]).toMatchObject({ external_id: null });
    },
  ],
  [
    "shop-retries-only-paid",
    async (seen) => {
      await allTold(seen.client);
      expect(await rowsAt(seen.shop)).toEqual([]); // the order is error, and the list leaves those out
      const retried = await fetch(`${seen.shop}/api/orders/${seen.customers[0]!.order}/retry`, { method: "POST" });
      expect(retried.status).toBe(409);
      expect(await retried.json()).toEqual({ error: "An order that is error can't be retried" });
    },
  ],
  [
    "shop-overwrites-status",
    async (seen) => {
      await allTold(seen.client);
      const { subscription } = await sessionOf(seen);
      await seen.client.stripe("POST", `/v1/subscriptions/${String(subscription)}`, { description: "Renewed" });
      expect(await rowReaches(seen, "paid")).toMatchObject({ ptero_server_id: expect.any(Number) as number });
    },
  ],
  [
    "shop-ignores-term",
    async (seen) => {
      const session = await sessionOf(seen, 1);
      const { plan_id, term } = session["metadata"] as { plan_id: string; term: "yearly" };
      expect(term).not.toBe("monthly");
      const { prices } = exampleCatalog().plans.find(({ id }) => id === plan_id)!;
      expect(session["amount_total"]).toBe(prices.monthly!.amount);
      expect(session["amount_total"]).not.toBe(prices[term]!.amount);
    },
  ],
  [
    "shop-reads-missing-column",
    async (seen) => expect((await rowReaches(seen, "error"))["error_message"]).toContain("The user field is required"),
  ],
  [
    "shop-trusts-success-page",
    async (seen) => {
      const session = await sessionOf(seen);
      expect(session).toMatchObject({ payment_status: "unpaid" });
      const page = await fetch(String(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", String(session["id"])));
      expect(await page.text()).toContain("Paid.");
      expect(seen.customers[0]!.did).toContain("opened the success page: 200");
    },
  ],
  [
    "shop-reads-wrong-column",
    async (seen) => {
      expect((await rowReaches(seen, "provisioned"))["ptero_server_id"]).toEqual(expect.any(Number));
      expect(await (await fetch(`${seen.shop}/dashboard`)).text()).toContain("no server yet");
    },
  ],
];

test("every scenario of the older shop is shown here", () => {
  expect(effects.map(([name]) => findScenario(name)?.side)).toEqual(effects.map(() => "shop"));
});

test.each(effects)("%s looks so from outside", async (name, expectEffect) => {
  await expectEffect(await seenUnder([name], 2));
});

test.each(effects.map(([name]) => name))("%s: the same seed, the same trace", async (name) => {
  const traces = [];
  for (const seed of [41, 41]) {
    const seen = await seenUnder([name], 2, seed);
    await expectSoon(() => isSettled(seen, name)).toBe(true);
    traces.push(await traceOf(seen.client, seen.customers, seen.shop));
  }
  expect(traces[1]).toEqual(traces[0]);
});

/** Whether nothing is under way: every event was answered, or tried once by a shop that refuses all. */
async function isSettled({ client }: Seen, name: string): Promise<boolean> {
  const waiting = (await eventsOf(client)).filter(({ pending_webhooks }) => pending_webhooks > 0);
  return ["shop-parses-first", "shop-doubles-path"].includes(name) ? waiting.length > 0 : waiting.length === 0;
}

test("three servers for one order, where an event comes three times and no server carries the order's id", async () => {
  const seen = await seenUnder(["shop-omits-external-id", "webhook-duplicated"], 1, 1, 0.3);
  await expectSoon(() => serversOn(seen.client)).toHaveLength(3);
  expect(new Set((await serversOn(seen.client)).map(({ external_id }) => external_id))).toEqual(new Set([null]));
});

test("at half intensity some customers buy at the older shop, the others at the one that is named", async () => {
  const sandbox = await openLab();
  await sandbox.lab.start({ names: ["older-checkout"], seed: 2, intensity: 0.5 });
  const customers = await customersCome(sandbox, { count: 8, shop: "http://127.0.0.1:9" });
  const older = customers.filter(({ shop }) => shop === sandbox.lab.state().olderShop);
  expect(older.length).toBeGreaterThan(0);
  expect(older.length).toBeLessThan(8);
});
