import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { cli, forwardedBy, openForwarded, pidsOf, SOON, type ForwardedShop } from "./shop/forward.ts";
import type { KeptSecret, SecretStore } from "../../electron/engine/ports.ts";
import { checkOut, orderReaches, pay, stripeCall } from "./shop/purchase.ts";
import { deliver, eventBody, signed } from "./shop/webhook.ts";

// With the unmodified binary of Stripe's CLI, against the sandbox. Its children are looked for in /proc.
/** A CLI that was refused dials again after ten seconds. */
const LONG = { timeout: 60_000 };
const canRun = cli !== null && process.platform === "linux";

const control = ({ shop }: ForwardedShop, act: string) =>
  fetch(new URL(`/sandbox/cli/${act}`, shop.sandbox.stripe), { method: "POST" });
const rows = ({ shop }: ForwardedShop, where: string) =>
  shop.db.prepare(`SELECT source, verdict, event_type AS type FROM webhook_requests WHERE ${where} ORDER BY id`).all();
function storeInMemory(): SecretStore {
  let kept: readonly KeptSecret[] = [];
  return { read: () => Promise.resolve(kept), change: (decide) => Promise.resolve((kept = decide(kept))) };
}
/** A purchase, paid at Stripe; nothing but the forward or catch-up tells the engine of it. */
async function buy({ shop }: ForwardedShop): Promise<string> {
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  return orderId;
}

test.skipIf(!canRun)(
  "brings events, signed with the secret that the CLI showed, and proves itself by heartbeats that nobody sees",
  LONG,
  async () => {
    const forwarded = await openForwarded();
    const { console, shop, folder } = forwarded;
    expect(await console.forward.status()).toMatchObject({ state: "off", cli: { kind: cli!.kind }, secret: null });
    await console.forward.start();
    const ready = await forwarded.until("ready");
    expect(ready).toMatchObject({
      why: null,
      cli: { version: expect.stringMatching(/^1\.\d+\.\d+$/) as string },
      secret: { fingerprint: expect.stringMatching(/^\w{4}$/) as string },
    });
    expect(ready.targetUrl).toBe(`${shop.engine.ingressUrl}/api/stripe/webhook`);

    const orderId = await buy(forwarded);
    await orderReaches(shop, orderId, { status: "provisioned" });
    await expect.poll(async () => (await console.forward.status()).heartbeat.roundTripMs, SOON).not.toBeNull();
    const sources = rows(forwarded, "1").map((row) => (row as { source: string }).source);
    expect(new Set(sources)).toEqual(new Set(["forward"]));
    const { perMinute, heartbeat } = await console.forward.status();
    expect(perMinute.reduce((sum, count) => sum + count)).toBe(sources.length);
    expect(heartbeat).toMatchObject({ kind: "sent", failure: null });
    expect(JSON.stringify(await console.forward.status())).not.toContain("whsec_");

    await shop.engine.ops.reconcile("Ines"); // which lists heartbeats, too
    expect(rows(forwarded, "event_type LIKE 'customer.updated' OR verdict = 'rejected'")).toEqual([]);

    const pid = forwarded.pid();
    expect(readFileSync(`/proc/${pid}/cmdline`, "utf8")).not.toContain("sk_");
    await console.forward.stop();
    expect(pidsOf(folder)).toEqual([]);
  },
);

test.skipIf(!canRun)(
  "a CLI that was killed is started anew, and what happened meanwhile is fetched and counted",
  LONG,
  async () => {
    const forwarded = await openForwarded({ againMs: { least: 400, most: 400 } });
    const { console, shop } = forwarded;
    await console.forward.start();
    await forwarded.until("ready");
    const pid = forwarded.pid();
    process.kill(pid, "SIGKILL");
    await forwarded.because("FORWARD_ENDED");
    const orderId = await buy(forwarded);
    await forwarded.until("ready");
    await orderReaches(shop, orderId, { status: "provisioned" });
    expect(forwarded.pid()).not.toBe(pid);
    await expect.poll(async () => (await console.forward.status()).gap?.filled, SOON).toBeGreaterThan(0);
  },
);

test.skipIf(!canRun)("a CLI that stands still is found out by its heartbeat, and replaced", LONG, async () => {
  // The sandbox posts straight to the shop as well: that a heartbeat comes that way proves nothing of the tunnel.
  const forwarded = await openForwarded({ beatMs: 400, degradedMs: 400 }, { webhooks: true });
  await forwarded.console.forward.start();
  await forwarded.until("ready");
  const pid = forwarded.pid();
  process.kill(pid, "SIGSTOP");
  await forwarded.because("FORWARD_SILENT");
  const orderId = await buy(forwarded);
  await expect.poll(() => pidsOf(forwarded.folder).includes(pid), SOON).toBe(false);
  await forwarded.until("ready");
  await orderReaches(forwarded.shop, orderId, { status: "provisioned" });
  expect(forwarded.pid()).not.toBe(pid);
});

test.skipIf(!canRun)(
  "a socket that was dropped is the CLI's own to mend; what it missed is fetched",
  LONG,
  async () => {
    const forwarded = await openForwarded();
    const { shop, console } = forwarded;
    await console.forward.start();
    await forwarded.until("ready");
    const { orderId, sessionId } = await checkOut(shop);
    await control(forwarded, "drop");
    await pay(shop, sessionId);
    await shop.engine.ops.reconcile("Ines");
    await orderReaches(shop, orderId, { status: "provisioned" });
    expect(rows(forwarded, "event_type = 'checkout.session.completed'")).toMatchObject([{ source: "catch_up" }]);
    expect((await forwarded.until("ready")).gap?.filled).toBeGreaterThan(0);
    await stripeCall(shop, "POST", "/v1/customers", { name: "nobody" });
    await expect.poll(async () => (await console.forward.status()).heartbeat.at, SOON).toBeGreaterThan(0);
  },
);

test.skipIf(!canRun)(
  "a secret that was rotated counts at once, and what the old one signed still does",
  LONG,
  async () => {
    const secretStore = storeInMemory();
    const forwarded = await openForwarded({}, { engine: { secretStore } });
    const { console, shop } = forwarded;
    await console.forward.start();
    const before = (await forwarded.until("ready")).secret!;
    const [{ secret: old } = { secret: "" }] = await secretStore.read();
    await control(forwarded, "rotate");
    await expect
      .poll(async () => (await console.forward.status()).secret!.fingerprint, SOON)
      .not.toBe(before.fingerprint);
    const orderId = await buy(forwarded);
    await orderReaches(forwarded.shop, orderId, { status: "provisioned" });
    const body = eventBody("customer.subscription.paused", { object: "subscription", id: "sub_old" });
    expect((await deliver(shop, signed(body, old))).status).toBe(200);
    expect(rows(forwarded, "verdict = 'rejected'")).toEqual([]);
    const kept = await secretStore.read();
    expect(kept.map(({ validUntil }) => validUntil !== null)).toEqual([true, false]);
  },
);

test.skipIf(!canRun)(
  "what happened while no engine ran is not lost, and the forward is there again by itself",
  LONG,
  async () => {
    const forwarded = await openForwarded();
    const { shop, folder } = forwarded;
    await forwarded.console.forward.start();
    await forwarded.until("ready");
    const { orderId, sessionId } = await checkOut(shop);
    await shop.engine.stop();
    expect(pidsOf(folder)).toEqual([]);
    await pay(shop, sessionId);
    const again = forwardedBy(await shop.restart(), folder);
    await again.until("ready");
    await orderReaches(again.shop, orderId, { status: "provisioned" });
    await expect.poll(async () => (await again.console.forward.status()).gap?.filled, SOON).toBeGreaterThan(0);
  },
);

test.skipIf(!canRun)(
  "a key that may not is a failure that names what to set, and is not tried again",
  LONG,
  async () => {
    const forwarded = await openForwarded(
      {},
      {
        with: ({ keys: _keys, stripe }) => ({
          stripe: { secretKey: "sk_test_0123456789abcdef", webhookSecrets: [], apiBase: stripe },
        }),
      },
    );
    await forwarded.console.forward.start();
    const failed = await forwarded.until("failed");
    expect(failed.why).toMatchObject({
      code: "FORWARD_KEY_REFUSED",
      todo: expect.stringContaining("WAYBILL_STRIPE_SECRET_KEY") as string,
    });
    expect(failed.nextAt).toBeNull();
    expect(pidsOf(forwarded.folder)).toEqual([]);
    expect(path.isAbsolute(failed.cli!.path)).toBe(true);
  },
);
