import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { newSession, payByApi } from "../testing/buy.ts";
import { openReceiver, type Receiver } from "../testing/open-receiver.ts";
import { openTestStripe, type TestStripe } from "../testing/open-test-stripe.ts";
import { cliBinary, runCli, startCli, type RunningCli } from "../testing/run-cli.ts";

// With the unmodified binary of Stripe's CLI. Where the registry has none for this platform there is nothing to try.

const SOON = { timeout: 10_000 };
// The CLI dials again ten seconds after it was refused.
const AFTER_A_DIAL = { timeout: 25_000 };
const EVENTS = "checkout.session.completed,customer.created,customer.updated";
const READY =
  /Ready! You are using Stripe API Version \[2026-10-28\.endive\]\. Your webhook signing secret is (whsec_\w+)/g;

const secretsOf = ({ said }: RunningCli): string[] => [...said.stderr.matchAll(READY)].map((match) => match[1]!);
const typesAt = ({ received }: Receiver): string[] => received.map(({ type }) => type);

interface Listening {
  readonly test: TestStripe;
  readonly shop: Receiver;
  readonly cli: RunningCli;
}

async function listening(events = EVENTS, extra: readonly string[] = []): Promise<Listening> {
  const test = await openTestStripe({ now: Date.now });
  const shop = await openReceiver();
  const args = ["listen", "--api-base", test.sandbox.url, "--skip-update", "--color", "off", "--events", events];
  const cli = startCli([...args, "--device-name", "waybill-test", "--forward-to", shop.url, ...extra]);
  await expect.poll(() => secretsOf(cli), SOON).toHaveLength(1);
  await expect.poll(async () => (await test.call("GET", "/sandbox/cli")).body, SOON).toMatchObject({ connected: 1 });
  return { test, shop, cli };
}

describe.skipIf(cliBinary === null)("stripe listen", { timeout: 40_000 }, () => {
  test("forwards what was asked for, signed with the secret that it shows, byte for byte", async () => {
    const { test, shop, cli } = await listening();
    await payByApi(test, await newSession(test));
    await expect.poll(() => typesAt(shop).sort(), SOON).toEqual(["checkout.session.completed", "customer.created"]);
    const [secret = ""] = secretsOf(cli);
    for (const got of shop.received) {
      const signature = String(got.headers["stripe-signature"]);
      const event = test.stripe.webhooks.constructEvent(got.body, signature, secret);
      expect(event).toMatchObject({ id: got.id, api_version: "2026-10-28.endive" });
    }
    await expect.poll(() => cli.said.stdout, SOON).toMatch(/<--\s+\[200\] POST http.*\[evt_\w+\]/);
    const { data } = await test.stripe.events.list({ type: "checkout.session.completed" });
    expect(data[0]?.pending_webhooks).toBe(0);
    cli.child.kill("SIGTERM");
    expect(await once(cli.child, "exit")).toEqual([0, null]);
    await expect.poll(async () => (await test.call("GET", "/sandbox/cli")).body, SOON).toMatchObject({ connected: 0 });
  });

  test("forwards each event once, also where it was started for the latest version", async () => {
    const { test, shop } = await listening("customer.created,customer.updated", ["--latest"]);
    const { id } = await test.stripe.customers.create({ name: "Lena" });
    await test.stripe.customers.update(id, { name: "Lena B" });
    await expect.poll(() => typesAt(shop).sort(), SOON).toEqual(["customer.created", "customer.updated"]);
  });

  test("resends an event through itself or to an endpoint, and answers 0 with an error for one that is none", async () => {
    const { test, shop } = await listening("customer.created");
    await test.stripe.customers.create({ name: "Lena" });
    await expect.poll(() => shop.received.length, SOON).toBe(1);
    const [{ id } = { id: "" }] = shop.received;
    const resend = (...more: string[]) => runCli(["events", "resend", ...more, "--api-base", test.sandbox.url]);
    expect(JSON.parse((await resend(id)).stdout)).toMatchObject({ id, type: "customer.created" });
    await expect.poll(() => shop.received.map((got) => got.id), SOON).toEqual([id, id]);

    const other = await openReceiver();
    const endpoint = await test.stripe.webhookEndpoints.create({ url: other.url, enabled_events: ["charge.refunded"] });
    await resend(id, "--webhook-endpoint", endpoint.id);
    await expect.poll(() => other.received.map((got) => got.id), SOON).toEqual([id]);
    const none = await resend("evt_nothing");
    expect([none.code, JSON.parse(none.stdout)]).toMatchObject([0, { error: { code: "resource_missing" } }]);
  });
});

describe.skipIf(cliBinary === null)("the tunnel of stripe listen", { timeout: 40_000 }, () => {
  test("connects again after a socket was closed; what happened in between it never hears", async () => {
    const { test, shop, cli } = await listening();
    const { id } = await test.stripe.customers.create({ name: "before" });
    await expect.poll(() => typesAt(shop), SOON).toEqual(["customer.created"]);
    await test.call("POST", "/sandbox/cli/drop");
    await expect.poll(async () => (await test.call("GET", "/sandbox/cli")).body, SOON).toMatchObject({ connected: 0 });
    await test.stripe.customers.update(id, { name: "in between" });
    await expect.poll(async () => (await test.call("GET", "/sandbox/cli")).body, SOON).toMatchObject({ connected: 1 });
    await test.stripe.customers.create({ name: "after" });
    await expect.poll(() => typesAt(shop), SOON).toEqual(["customer.created", "customer.created"]);
    expect((await test.stripe.events.list({ type: "customer.updated" })).data).toHaveLength(1);
    expect(secretsOf(cli)).toHaveLength(1);
  });

  test("connects anew by itself when its time is over", async () => {
    const lines: string[] = [];
    const test = await openTestStripe({ now: Date.now, log: (line) => void lines.push(line) });
    await test.call("POST", "/sandbox/cli/reconnect", { seconds: "1" });
    const cli = startCli(["listen", "--api-base", test.sandbox.url, "--skip-update", "--events", "customer.created"]);
    const connections = () => lines.filter((line) => line.endsWith("is connected")).length;
    await expect.poll(connections, SOON).toBeGreaterThan(1);
    expect(secretsOf(cli)).toHaveLength(1);
    expect(lines.filter((line) => line.includes("/v1/stripecli/sessions"))).toHaveLength(1);
    expect((await test.call("POST", "/sandbox/cli/reconnect", { seconds: "soon" })).status).toBe(400);
  });

  test("over a tunnel that is dead and looks alive nothing comes and nothing is said", async () => {
    const { test, shop, cli } = await listening();
    await test.call("POST", "/sandbox/cli/mute");
    const { id } = await test.stripe.customers.create({ name: "unheard" });
    const said = cli.said.stderr;
    await test.call("POST", "/sandbox/cli/unmute");
    await test.stripe.customers.update(id, { name: "heard" });
    await expect.poll(() => typesAt(shop), SOON).toEqual(["customer.updated"]);
    expect(cli.said.stderr).toBe(said);
  });

  test(
    "shows a secret that was rotated, and what it forwards is signed with that one",
    { timeout: 40_000 },
    async () => {
      const { test, shop, cli } = await listening();
      await test.call("POST", "/sandbox/cli/rotate");
      await expect.poll(() => secretsOf(cli), AFTER_A_DIAL).toHaveLength(2);
      expect(cli.said.stderr).toContain("Session expired, reconnecting...");
      await expect
        .poll(async () => (await test.call("GET", "/sandbox/cli")).body, SOON)
        .toMatchObject({ connected: 1 });
      await test.stripe.customers.create({ name: "Lena" });
      await expect.poll(() => typesAt(shop), SOON).toEqual(["customer.created"]);
      const [old = "", current = ""] = secretsOf(cli);
      const { body, headers } = shop.received[0]!;
      const signature = String(headers["stripe-signature"]);
      expect(old).not.toBe(current);
      expect(() => test.stripe.webhooks.constructEvent(body, signature, old)).toThrow("signature");
      expect(test.stripe.webhooks.constructEvent(body, signature, current).type).toBe("customer.created");
    },
  );
});
