import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { type SandboxFacts, startHeadless, startSandboxAlone } from "../e2e/harness/hosts.ts";
import { startProgram, temporaryFolder } from "../e2e/harness/program.ts";
import { openWire } from "../suites/provisioning-world/wire.ts";
import { type Checkout, pay, PURCHASE, serversOf } from "../suites/shop/purchase.ts";
import { CATALOG_FILE } from "../suites/shop/running-shop.ts";
import { tokenFor } from "../suites/shop/token.ts";

/** A folder that is gone when the test ends. */
function dataFolder(): string {
  const data = temporaryFolder();
  onTestFinished(() => data.remove());
  return data.folder;
}

/** Between Stripe and the engine: passes webhooks on to whichever engine runs, and remembers which events got a 2xx. */
async function openRelay() {
  const accepted: string[] = [];
  let ingress: string | undefined;
  const server = createServer((request, response) => {
    const pass = async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const headers = { "stripe-signature": String(request.headers["stripe-signature"]) };
      const answer = await fetch(`${ingress}/api/stripe/webhook`, { method: "POST", headers, body });
      if (answer.ok) accepted.push((JSON.parse(body.toString()) as { type: string }).type);
      return answer.status;
    };
    void pass().then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(502).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => server.close().closeAllConnections());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, accepted, pointAt: (to: string) => void (ingress = to) };
}

const besides = (sandbox: SandboxFacts, panel: string) => ({
  WAYBILL_ENV: "test",
  WAYBILL_CATALOG: CATALOG_FILE,
  WAYBILL_STRIPE_API_BASE: sandbox.stripe,
  WAYBILL_STRIPE_SECRET_KEY: sandbox.stripe_secret_key,
  WAYBILL_STRIPE_WEBHOOK_SECRET: sandbox.stripe_webhook_secret,
  WAYBILL_PANEL_URL: panel,
  WAYBILL_PANEL_API_KEY: sandbox.panel_api_key,
  WAYBILL_JWT_SECRET: sandbox.jwt_secret,
});

test("killed after the webhook's 2xx and before the server exists: the next start makes one server", async () => {
  const relay = await openRelay();
  const sandboxFlags = ["--data-dir", dataFolder(), "--webhook-url", relay.url];
  await using alone = await startSandboxAlone({ flags: sandboxFlags, env: { WAYBILL_CATALOG: CATALOG_FILE } });
  const { sandbox } = alone.ready;
  const { stripe, panel, ...keys } = sandbox;
  const otherSide = {
    sandbox: { stripe, panel, keys, pointWebhooksAt: () => undefined, close: async () => undefined },
  };
  const wire = await openWire(panel);
  const release = Promise.withResolvers<void>();
  wire.disturb({ on: "GET /servers/external", before: () => release.promise });
  const folder = dataFolder();
  const options = { flags: ["--data-dir", folder], env: besides(sandbox, wire.url) };
  const first = await startHeadless(options);
  relay.pointAt(first.ready.ingress);
  const authorization = `Bearer ${await tokenFor(sandbox.jwt_secret, "customer-1")}`;
  const headers = { authorization, "content-type": "application/json" };

  const asked = { method: "POST", headers, body: JSON.stringify(PURCHASE) };
  const answer = await fetch(`${first.ready.ingress}/api/checkout/create-session`, asked);
  const { orderId, sessionId } = (await answer.json()) as Checkout;
  await pay(otherSide, sessionId);
  await vi.waitFor(
    () => {
      expect(relay.accepted).toContain("checkout.session.completed");
      expect(wire.requests).toContain(`GET /servers/external/${orderId}`);
    },
    { timeout: 10_000 },
  );
  await first.kill();
  expect(await serversOf(otherSide, orderId)).toEqual([]);
  release.resolve();

  await using second = await startHeadless(options);
  relay.pointAt(second.ready.ingress);
  await vi.waitFor(
    async () => {
      const told = await fetch(`${second.ready.ingress}/api/orders/${orderId}`, { headers });
      expect(await told.json()).toMatchObject({ order: { status: "provisioned", error_message: null } });
    },
    { timeout: 20_000 },
  );
  expect(await serversOf(otherSide, orderId)).toHaveLength(1);
  expect(wire.requests.filter((request) => request === "POST /servers")).toHaveLength(1);
});

test("the lock of a data folder ends with its process, however that ends", async () => {
  const folder = dataFolder();
  const flags = ["--data-dir", folder, "--env", "test"];
  const first = await startHeadless({ flags });
  const { pid } = first.program.process;
  const refused = await startProgram("headless", { flags: [...flags, "--ingress-port", "0", "--console-port", "0"] })
    .ended;
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(`another Waybill (pid ${pid}) for test`) });
  await first.kill();
  expect(readFileSync(path.join(folder, "test.pid"), "utf8")).toBe(`${pid}\n`); // nobody took it away
  await using second = await startHeadless({ flags });
  expect(readFileSync(path.join(folder, "test.pid"), "utf8")).toBe(`${second.program.process.pid}\n`);
});
