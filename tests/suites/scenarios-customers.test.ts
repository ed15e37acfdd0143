import { expect, test } from "vitest";
import type { CustomerDid } from "../../electron/sandbox/scenarios/customers/simulate-customers.ts";
import { allTold, customersCome, openGoodShop, rowsAt, serversOn, traceOf } from "./scenarios/customers.ts";
import { control, openLab } from "./scenarios/open-lab.ts";
import { eventsOf } from "./scenarios/purchases.ts";
import { type WireClient, wireClient } from "./scenarios/wire-client.ts";

const A_YEAR_AND_MORE = 400 * 24 * 3600;

interface Came {
  readonly client: WireClient;
  readonly customer: CustomerDid;
  readonly session: Record<string, unknown>;
  /** Moves the sandbox's own clock on. */
  readonly pass: (seconds: number) => Promise<unknown>;
}

async function comes(scenario: string | undefined): Promise<Came> {
  const sandbox = await openLab({ scenarioScale: 0.1 });
  const client = wireClient(sandbox);
  const shop = await openGoodShop(sandbox);
  const [customer] = await customersCome(sandbox, { count: 1, shop, ...(scenario ? { scenario } : {}) });
  await allTold(client);
  const { body: session } = await client.stripe("GET", `/v1/checkout/sessions/${customer!.sessions[0]}`);
  const pass = (seconds: number) =>
    client.stripe("POST", "/sandbox/clock/advance", { seconds: String(seconds) }).then(() => allTold(client));
  return { client, customer: customer!, session, pass };
}

const subscriptionOf = async ({ client, session }: Came) =>
  (await client.stripe("GET", `/v1/subscriptions/${String(session["subscription"])}`)).body;
const typesOf = async ({ client }: Came) => (await eventsOf(client)).map(({ type }) => type);

/** How each scenario looks to whoever reads Stripe's and the panel's APIs. */
const effects: readonly [name: string, effect: (came: Came) => Promise<unknown>][] = [
  [
    "customer-pays-twice",
    async ({ client, customer }) => {
      expect(customer.sessions).toHaveLength(2);
      const { body } = await client.stripe("GET", "/v1/checkout/sessions");
      const paid = (body["data"] as { payment_status: string; metadata: { order_id: string } }[]).filter(
        ({ payment_status }) => payment_status === "paid",
      );
      expect(paid.map(({ metadata }) => metadata.order_id)).toEqual([customer.order, customer.order]);
    },
  ],
  [
    "customer-refunds",
    async (came) => {
      const { body } = await came.client.stripe("GET", "/v1/charges");
      expect(body["data"]).toMatchObject([{ refunded: true }]);
      expect(await typesOf(came)).toContain("charge.refunded");
      expect(came.customer.did).toEqual(["checked out", "paid", "has a server", "was refunded"]);
    },
  ],
  [
    "customer-disputes",
    async (came) => {
      const { body } = await came.client.stripe("GET", "/v1/disputes");
      expect(body["data"]).toMatchObject([{ status: "needs_response", reason: "fraudulent" }]);
      expect(await typesOf(came)).toContain("charge.dispute.created");
    },
  ],
  [
    "customer-card-expires",
    async (came) => {
      expect(await subscriptionOf(came)).toMatchObject({ status: "active" });
      await came.pass(A_YEAR_AND_MORE);
      expect(await typesOf(came)).toContain("invoice.payment_failed");
      expect((await subscriptionOf(came))["status"]).not.toBe("active");
    },
  ],
  [
    "customer-cancels",
    async (came) => {
      expect(await subscriptionOf(came)).toMatchObject({ status: "active", cancel_at_period_end: true });
      await came.pass(A_YEAR_AND_MORE);
      expect(await subscriptionOf(came)).toMatchObject({ status: "canceled" });
    },
  ],
  ["customer-cancels-now", async (came) => expect(await subscriptionOf(came)).toMatchObject({ status: "canceled" })],
  [
    "customer-upgrades",
    async (came) => {
      const { body } = await came.client.stripe("GET", "/v1/events?type=customer.subscription.updated&limit=1");
      expect(body["data"]).toMatchObject([{ data: { previous_attributes: { items: expect.anything() as unknown } } }]);
      expect((await subscriptionOf(came))["metadata"]).not.toMatchObject({ plan_id: came.customer.plan_id });
    },
  ],
  [
    "customer-leaves",
    async ({ session, client }) => {
      expect(session).toMatchObject({ status: "open", payment_status: "unpaid" });
      expect(await serversOn(client)).toEqual([]);
    },
  ],
  [
    "customer-returns-unpaid",
    async ({ session, customer }) => {
      expect(session).toMatchObject({ status: "open", payment_status: "unpaid" });
      expect(customer.did).toContain("opened the success page: 200");
    },
  ],
];

test.each(effects)("%s looks so from outside", async (name, expectEffect) => {
  await expectEffect(await comes(name));
});

test.each(effects.map(([name]) => name))("%s at half intensity: the same seed, the same trace", async (name) => {
  const traces = [];
  for (const seed of [31, 31]) {
    const sandbox = await openLab({ scenarioScale: 0.1 });
    const client = wireClient(sandbox);
    const shop = await openGoodShop(sandbox);
    await sandbox.lab.start({ names: [name], seed, intensity: 0.5 });
    const customers = await customersCome(sandbox, { count: 3, shop });
    await allTold(client);
    traces.push(await traceOf(client, customers, shop));
  }
  expect(traces[1]).toEqual(traces[0]);
});

test("customers without a scenario buy, get their servers, and are told apart by their seed", async () => {
  const sandbox = await openLab();
  const client = wireClient(sandbox);
  const shop = await openGoodShop(sandbox);
  const first = await customersCome(sandbox, { count: 3, shop });
  await allTold(client);
  expect(first.map(({ did }) => did)).toEqual(Array.from({ length: 3 }, () => ["checked out", "paid"]));
  expect((await rowsAt(shop)).map(({ status }) => status)).toEqual(["provisioned", "provisioned", "provisioned"]);
  expect((await serversOn(client)).map(({ external_id }) => external_id)).toEqual(first.map(({ order }) => order));
  const next = await customersCome(sandbox, { count: 1, shop });
  expect(next[0]!.number).toBe(4);
  expect(first.map(({ email }) => email)).not.toContain(next[0]!.email);
});

test("customers who find no shop, a closed one, or a scenario that is none are told so", async () => {
  const sandbox = await openLab();
  expect(await control(sandbox, "POST", "customers", { count: 1 })).toMatchObject({
    status: 409,
    body: { code: "NO_SHOP" },
  });
  expect(await control(sandbox, "POST", "customers", { shop: "http://127.0.0.1:9", scenario: "x" })).toMatchObject({
    status: 409,
    body: { code: "UNKNOWN_SCENARIO" },
  });
  const [customer] = await customersCome(sandbox, { shop: "http://127.0.0.1:9" });
  expect(customer).toMatchObject({
    order: null,
    sessions: [],
    did: [/can't be reached/].map((says) => expect.stringMatching(says) as string),
  });
});
