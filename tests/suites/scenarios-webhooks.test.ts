import { expect, test } from "vitest";
import { openLab, start } from "./scenarios/open-lab.ts";
import { eventsOf, newSession, pay, purchaseUnder, type SeenPurchase } from "./scenarios/purchases.ts";
import { wireClient } from "./scenarios/wire-client.ts";
import { expectSoon } from "./scenarios/expect-soon.ts";

const typesOf = (seen: readonly { readonly type: string }[]) => seen.map(({ type }) => type);
const sorted = (list: readonly string[]) => list.toSorted((a, b) => (a < b ? -1 : 1));
const COMPLETED = "checkout.session.completed";

test("without a scenario each event arrives once, signed, where the endpoint points", async () => {
  const { events, received } = await purchaseUnder([]);
  expect(events.length).toBeGreaterThan(8);
  expect(sorted(received.map(({ id }) => id))).toEqual(sorted(events.map(({ id }) => id)));
  expect(new Set(received.map(({ path, signature }) => `${path} ${signature}`))).toEqual(new Set(["/hook good"]));
});

/** How each scenario looks to whoever stands at the webhook route and reads Stripe's API. */
const effects: readonly [name: string, effect: (seen: SeenPurchase) => unknown][] = [
  [
    "webhook-never-sent",
    ({ received, events }) => {
      expect(received).toEqual([]);
      expect(typesOf(events)).toContain(COMPLETED);
    },
  ],
  [
    "webhook-delayed",
    ({ received, events }) => {
      expect(received).toHaveLength(events.length);
      for (const { at, created } of received) expect(at).toBeGreaterThanOrEqual(created * 1000 + 1200);
    },
  ],
  [
    "webhook-duplicated",
    ({ received, events }) => {
      for (const { id } of events) expect(received.filter((one) => one.id === id)).toHaveLength(3);
    },
  ],
  [
    "webhook-wrong-secret",
    ({ received, events }) => {
      expect(received).toHaveLength(events.length);
      expect(new Set(received.map(({ signature }) => signature))).toEqual(new Set(["bad"]));
    },
  ],
  [
    "webhook-body-rewritten",
    ({ received, events }) => {
      expect(sorted(typesOf(received))).toEqual(sorted(typesOf(events)));
      expect(new Set(received.map(({ signature }) => signature))).toEqual(new Set(["bad"]));
    },
  ],
  [
    "webhook-doubled-path",
    ({ received }) => expect(new Set(received.map(({ path }) => path))).toEqual(new Set(["/hook/webhook"])),
  ],
  [
    "event-never-made",
    async ({ received, events, client, session }) => {
      expect(typesOf(events)).not.toContain(COMPLETED);
      expect(typesOf(received)).not.toContain(COMPLETED);
      expect(received.length).toBeGreaterThan(8);
      const { body } = await client.stripe("GET", `/v1/checkout/sessions/${session}`);
      expect(body).toMatchObject({ status: "complete", payment_status: "paid" });
    },
  ],
  [
    "endpoint-disabled",
    async ({ received, client }) => {
      expect(received).toEqual([]);
      const { body } = await client.stripe("GET", "/v1/webhook_endpoints");
      expect(body["data"]).toMatchObject([{ status: "disabled" }]);
    },
  ],
  [
    "endpoint-misses-type",
    async ({ received, events, client }) => {
      expect(typesOf(events)).toContain(COMPLETED);
      expect(sorted([...new Set(typesOf(received))])).toEqual(["customer.subscription.updated", "invoice.paid"]);
      const { body } = await client.stripe("GET", "/v1/webhook_endpoints");
      expect((body["data"] as { enabled_events: string[] }[])[0]!.enabled_events).not.toContain(COMPLETED);
    },
  ],
  [
    "clock-skew",
    async ({ received, client }) => {
      expect(new Set(received.map(({ signature }) => signature))).toEqual(new Set(["too old"]));
      const { headers } = await client.stripe("GET", "/v1/account");
      const apart = Date.now() - Date.parse(headers.get("date")!);
      expect(apart / 60_000).toBeCloseTo(10, 0);
    },
  ],
];

test.each(effects)("%s looks so from outside", async (name, expectEffect) => {
  await expectEffect(await purchaseUnder([name]));
});

// A machine that stalls for longer than two turns lets neighbours arrive together.
test("webhook-reordered sends every event once, in another order than they happened", { retry: 2 }, async () => {
  const { received, events, lines } = await purchaseUnder(["webhook-reordered"], { scale: 0.1 });
  expect(sorted(received.map(({ id }) => id))).toEqual(sorted(events.map(({ id }) => id)));
  expect(typesOf(received)).not.toEqual(typesOf(events));
  const again = await purchaseUnder(["webhook-reordered"], { scale: 0.1 });
  expect(again.lines).toEqual(lines);
  const other = await purchaseUnder(["webhook-reordered"], { scale: 0.1, seed: 2 });
  expect(other.lines).not.toEqual(lines);
});

test.each(effects.map(([name]) => name))("%s at half intensity: the same seed, the same trace", async (name) => {
  const traces = [];
  for (const seed of [5, 5]) {
    const seen = await purchaseUnder([name], { seed, intensity: 0.5 });
    traces.push({ listed: typesOf(seen.events), received: sorted(seen.lines), asked: seen.client.lines.slice(0, 3) });
  }
  expect(traces[1]).toEqual(traces[0]);
});

/** Six endpoints beside the shop's own, as they stand while a scenario runs: what they hear, and whether they are enabled. */
async function endpointsUnder(name: string, seed: number): Promise<unknown[]> {
  const sandbox = await openLab();
  const client = wireClient(sandbox);
  for (let n = 1; n <= 6; n += 1)
    await client.stripe("POST", "/v1/webhook_endpoints", {
      url: `http://127.0.0.1:9/hook-${n}`,
      "enabled_events[]": "*",
    });
  await start(sandbox, [name], { seed, intensity: 0.5 });
  const { body } = await client.stripe("GET", "/v1/webhook_endpoints");
  return (body["data"] as Record<string, unknown>[]).map(({ url, status, enabled_events }) => [
    String(url).replace(/:\d+/, ""),
    status,
    enabled_events,
  ]);
}

test.each(["endpoint-disabled", "endpoint-misses-type"])(
  "%s: which of several endpoints is the seed's",
  async (name) => {
    const first = await endpointsUnder(name, 5);
    expect(await endpointsUnder(name, 5)).toEqual(first);
    expect(await endpointsUnder(name, 6)).not.toEqual(first);
  },
);

async function badlySigned(seed: number): Promise<string[]> {
  const { received } = await purchaseUnder(["webhook-wrong-secret"], { seed, intensity: 0.5 });
  return sorted(received.filter(({ signature }) => signature === "bad").map(({ type }) => type));
}

test("at half intensity a part is hit, and which part is the seed's", async () => {
  const [five, six] = [await badlySigned(5), await badlySigned(6)];
  expect(five.length).toBeGreaterThan(0);
  expect(five.length).toBeLessThan(12);
  expect(six).not.toEqual(five);
});

test("scenarios compose: duplicates with bodies written anew", async () => {
  const { received, events } = await purchaseUnder(["webhook-duplicated", "webhook-body-rewritten"]);
  expect(received).toHaveLength(events.length * 3);
  expect(new Set(received.map(({ signature }) => signature))).toEqual(new Set(["bad"]));
});

test("what a stopped scenario changed is as it was, and webhooks arrive again", async () => {
  const { sandbox, received } = await purchaseUnder(["endpoint-misses-type"]);
  await sandbox.lab.stop();
  const client = wireClient(sandbox);
  const { body } = await client.stripe("GET", "/v1/webhook_endpoints");
  expect((body["data"] as { enabled_events: string[] }[])[0]!.enabled_events).toEqual(["*"]);
  expect(typesOf(received)).not.toContain(COMPLETED);
  await pay(client, await newSession(client));
  await expectSoon(async () => (await eventsOf(client)).filter((event) => event.pending_webhooks > 0)).toEqual([]);
  expect((await start(sandbox, ["no-such-scenario"])).status).toBe(409);
});
