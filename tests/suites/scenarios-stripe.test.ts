import { Stripe } from "stripe";
import { expect, test } from "vitest";
import type { Sandbox } from "../../electron/sandbox/start-sandbox.ts";
import { openLab, start, type Started } from "./scenarios/open-lab.ts";
import { eventsOf, newSession, pay } from "./scenarios/purchases.ts";
import { type WireClient, wireClient } from "./scenarios/wire-client.ts";

const PRICE = "price_paper_4gb_monthly";

interface Shop {
  readonly sandbox: Sandbox;
  readonly client: WireClient;
  readonly stripe: Stripe;
  /** Made before the scenario began. */
  readonly session: string;
}

/** A shop at a Stripe on which the scenario runs, with a session from better times. */
async function shopUnder(name: string, how: Started = {}): Promise<Shop> {
  const sandbox = await openLab({ scenarioScale: 0.01 });
  const client = wireClient(sandbox);
  const session = await newSession(client);
  expect((await start(sandbox, [name], how)).status).toBe(200);
  const { hostname: host, port } = new URL(sandbox.stripe);
  const given = { host, port, protocol: "http", telemetry: false, maxNetworkRetries: 0 } as const;
  return { sandbox, client, session, stripe: new Stripe(sandbox.keys.stripe_secret_key, given) };
}

const buy = (stripe: Stripe) =>
  stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: PRICE, quantity: 1 }],
    success_url: "http://127.0.0.1:9/success",
  });

/** How each scenario looks to stripe-node, in the hands of a shop. */
const effects: readonly [name: string, effect: (shop: Shop) => Promise<unknown>][] = [
  [
    "stripe-401",
    async ({ stripe, client, session }) => {
      await expect(stripe.balance.retrieve()).rejects.toMatchObject({ type: "StripeAuthenticationError" });
      await expect(buy(stripe)).rejects.toMatchObject({ code: "api_key_expired" });
      expect((await client.stripe("GET", `/v1/payment_pages/${session}`)).status).toBe(200);
    },
  ],
  [
    "stripe-403",
    async ({ stripe }) => {
      await expect(buy(stripe)).rejects.toMatchObject({
        type: "StripePermissionError",
        message: expect.stringContaining("rak_checkout_session_write") as string,
      });
      expect((await stripe.prices.retrieve(PRICE)).id).toBe(PRICE);
      expect((await stripe.checkout.sessions.list()).data).toHaveLength(1);
    },
  ],
  [
    "stripe-429",
    async ({ stripe }) => {
      const refused = await buy(stripe).catch((cause: unknown) => cause as Stripe.errors.StripeError);
      expect(refused).toMatchObject({ type: "StripeRateLimitError" });
      expect((refused as Stripe.errors.StripeError).headers).toMatchObject({
        "stripe-rate-limited-reason": "global-rate",
      });
    },
  ],
  [
    "stripe-5xx",
    async ({ stripe, client, sandbox }) => {
      await expect(buy(stripe)).rejects.toMatchObject({ type: "StripeAPIError", statusCode: 500 });
      await sandbox.lab.stop();
      expect((await client.stripe("GET", "/v1/checkout/sessions")).body["data"]).toHaveLength(1);
    },
  ],
  [
    "stripe-answer-lost",
    async ({ stripe, client }) => {
      await expect(buy(stripe)).rejects.toMatchObject({ type: "StripeAPIError", statusCode: 500 });
      expect((await client.stripe("GET", "/v1/checkout/sessions")).body["data"]).toHaveLength(2);
    },
  ],
  [
    "stripe-slow",
    async ({ client }) => {
      const { ms, status } = await client.stripe("GET", `/v1/prices/${PRICE}`);
      expect(status).toBe(200);
      expect(ms).toBeGreaterThanOrEqual(79);
    },
  ],
  [
    "price-archived",
    async ({ stripe, sandbox }) => {
      await expect(buy(stripe)).rejects.toMatchObject({ message: expect.stringContaining("inactive") as string });
      expect((await stripe.prices.retrieve(PRICE)).active).toBe(false);
      expect((await stripe.events.list({ type: "price.updated", limit: 1 })).data[0]!.data).toMatchObject({
        object: { active: false },
        previous_attributes: { active: true },
      });
      await sandbox.lab.stop();
      expect((await stripe.prices.retrieve(PRICE)).active).toBe(true);
    },
  ],
  [
    "price-changed",
    async ({ stripe, sandbox }) => {
      expect((await buy(stripe)).amount_total).toBe(1500);
      await sandbox.lab.stop();
      expect((await buy(stripe)).amount_total).toBe(1200);
    },
  ],
];

test.each(effects)("%s looks so to a shop that uses stripe-node", async (name, expectEffect) => {
  await expectEffect(await shopUnder(name));
});

/** A shop's morning: every line that it would see in its own log. */
async function morningUnder(name: string, seed: number): Promise<string[]> {
  const { client, session } = await shopUnder(name, { seed, intensity: 0.5 });
  for (let round = 0; round < 6; round += 1) {
    await client.stripe("GET", `/v1/prices/${PRICE}`);
    await client.stripe("POST", "/v1/checkout/sessions", {
      mode: "subscription",
      "line_items[0][price]": ["price_paper_4gb_monthly", "price_paper_8gb_yearly", "price_vanilla_2gb_monthly"][
        round % 3
      ]!,
      "line_items[0][quantity]": "1",
      success_url: "http://127.0.0.1:9/success",
    });
    await client.stripe("GET", `/v1/checkout/sessions/${session}`);
  }
  return client.lines;
}

test.each(effects.map(([name]) => name))("%s at half intensity: the same seed, the same trace", async (name) => {
  expect(await morningUnder(name, 11)).toEqual(await morningUnder(name, 11));
});

test("at half intensity a shop is refused now and then, and when is the seed's", async () => {
  const [one, other] = [await morningUnder("stripe-5xx", 11), await morningUnder("stripe-5xx", 12)];
  const refused = one.filter((line) => line.includes(" 500 "));
  expect(refused.length).toBeGreaterThan(3);
  expect(refused.length).toBeLessThan(15);
  expect(other).not.toEqual(one);
});

test("customers pay what was sold before, while the shop's key is not accepted", async () => {
  const { client, session, sandbox } = await shopUnder("stripe-5xx");
  const method = await fetch(`${sandbox.stripe}/c/pay/${session}`);
  expect(method.status).toBe(200);
  await sandbox.lab.stop();
  await pay(client, session);
  expect((await eventsOf(client)).map(({ type }) => type)).toContain("checkout.session.completed");
});
