import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type Sqlite from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { takeBackup } from "../../../electron/engine/backup/take-backup.ts";
import { loadTraceFacts } from "../../../electron/engine/trace/load-trace-facts.ts";
import { traceOrder } from "../../../electron/engine/trace/trace-order.ts";
import { checkOut, orderReaches, orderRecord, pay, serversOf, stripeCall } from "../shop/purchase.ts";
import { exampleCatalog, openShop, type RunningShop } from "../shop/running-shop.ts";
import { deliver, eventBody, signed } from "../shop/webhook.ts";
import { damage } from "./data-folder.ts";

/** Stops the engine, spoils its database, and starts it again on what is left. */
async function loseDatabase(shop: RunningShop): Promise<RunningShop> {
  const file = shop.db.name;
  shop.db.close();
  await shop.engine.stop();
  damage(file);
  return shop.restart();
}

async function buyServer(shop: RunningShop, as: string): Promise<{ orderId: string; sessionId: string }> {
  const { orderId, sessionId } = await checkOut(shop, {}, as);
  await pay(shop, sessionId);
  await orderReaches(shop, orderId, { status: "provisioned" });
  return { orderId, sessionId };
}

const findingOf = (shop: RunningShop, code: string) =>
  shop.db.prepare("SELECT subject, says FROM findings WHERE code = ? AND closed_at IS NULL").get(code);

const rebuilt = (shop: RunningShop) =>
  vi.waitFor(
    () => expect(findingOf(shop, "DATABASE_REBUILT")).toMatchObject({ says: expect.stringContaining("came back") }),
    { timeout: 10_000 },
  );

const chargeOf = async (shop: RunningShop, customer: unknown) => {
  const { data } = (await stripeCall(shop, "GET", `/v1/charges?customer=${String(customer)}`)) as {
    data?: { id: string }[];
  };
  return data![0]!.id;
};

/** The events that Stripe keeps are fetched and applied again; afterwards all must still stand as it stood. */
const caughtUp = (shop: RunningShop) =>
  vi.waitFor(
    async () => {
      const { data } = (await stripeCall(shop, "GET", "/v1/events?limit=100")) as { data?: unknown[] };
      const here = shop.db.prepare("SELECT count(*) FROM stripe_events_log WHERE processed = 1").pluck().get();
      expect(here).toBe(data!.length);
    },
    { timeout: 10_000 },
  );

test("what Stripe and the panel know comes back under the same ids: running, refunded, ended, open", async () => {
  const shop = await openShop();
  const running = await buyServer(shop, "ada");
  const refunded = await buyServer(shop, "ben");
  const ended = await buyServer(shop, "cleo");
  const open = await checkOut(shop, {}, "dan");
  const charge = await chargeOf(
    shop,
    (
      shop.db.prepare("SELECT stripe_customer_id AS id FROM orders WHERE id = ?").get(refunded.orderId) as {
        id: string;
      }
    ).id,
  );
  await stripeCall(shop, "POST", "/v1/refunds", { charge });
  await orderReaches(shop, refunded.orderId, { status: "refunded" });
  await stripeCall(shop, "DELETE", `/v1/subscriptions/${orderRecord(shop, ended.orderId).stripe_subscription_id}`);
  await orderReaches(shop, ended.orderId, { service_state: "suspended" });
  await vi.waitFor(
    async () => {
      expect(await serversOf(shop, ended.orderId)).toMatchObject([{ suspended: true }]);
      expect(await serversOf(shop, refunded.orderId)).toMatchObject([{ suspended: true }]);
    },
    { timeout: 10_000 },
  );
  const before = orderRecord(shop, running.orderId);

  const again = await loseDatabase(shop);
  await rebuilt(again);
  await caughtUp(again);
  const { id, ptero_server_id, ptero_identifier, address, stripe_subscription_id } = before;
  const same = { id, ptero_server_id, ptero_identifier, address, stripe_subscription_id };
  await orderReaches(again, running.orderId, { ...same, status: "provisioned", service_state: "active" });
  await orderReaches(again, refunded.orderId, { status: "refunded", payment_state: "refunded" });
  expect(orderRecord(again, ended.orderId)).toMatchObject({
    payment_state: "paid",
    ptero_server_id: expect.any(Number),
  });
  expect(["canceled", "provisioned"]).toContain(orderRecord(again, ended.orderId).status);
  expect(orderRecord(again, open.orderId)).toMatchObject({ status: "pending", payment_state: "unpaid" });
  for (const { orderId } of [running, refunded, ended]) expect(await serversOf(again, orderId)).toHaveLength(1);
  expect(await serversOf(again, refunded.orderId)).toMatchObject([{ suspended: true }]);
  expect(await serversOf(again, ended.orderId)).toMatchObject([{ suspended: true }]);
  expect(findingOf(again, "PAYMENT_WITHOUT_ORDER")).toBeUndefined();
  expect(findingOf(again, "DATABASE_REBUILT")).toMatchObject({
    says: expect.stringMatching(/4 orders came back.*Gone:/),
  });

  await pay(again, open.sessionId); // the link that the customer has is still good
  await orderReaches(again, open.orderId, { status: "provisioned" });
});

test("the customer sees the same server, and nine steps are proved: only who called the checkout is gone", async () => {
  const shop = await openShop();
  const { orderId } = await buyServer(shop, "ada");
  const again = await loseDatabase(shop);
  await rebuilt(again);
  await caughtUp(again);
  const answer = await again.ask("/api/servers", { as: "ada" });
  expect(await answer.json()).toMatchObject({
    servers: [{ id: orderId, status: "provisioned", plan_id: "paper-4gb" }],
  });
  const { deps } = again.engine.contextFor("tester");
  const states = async () => {
    const facts = (await loadTraceFacts(deps.db, [orderId])).get(orderId)!;
    return traceOrder(facts, Date.now()).map(({ state }) => state);
  };
  await vi.waitFor(async () => expect(await states()).toEqual(["unknown", ...Array<string>(9).fill("proved")]), {
    timeout: 10_000,
  });
});

test("a purchase that was under way gets its server, once", async () => {
  const shop = await openShop({ webhooks: false });
  const { orderId, sessionId } = await checkOut(shop);
  shop.db.close();
  await shop.engine.stop();
  await pay(shop, sessionId);
  const again = await loseDatabase(shop);
  await orderReaches(again, orderId, { status: "provisioned" });
  expect(await serversOf(again, orderId)).toHaveLength(1);
});

test("paid long ago and no server on the panel: a person decides, and nothing is made", async () => {
  let later = 0;
  const shop = await openShop({ engine: { now: () => Date.now() + later } });
  const { orderId } = await buyServer(shop, "ada");
  const [server] = await serversOf(shop, orderId);
  await fetch(new URL(`/api/application/servers/${String(server!["id"])}/force`, shop.sandbox.panel), {
    method: "DELETE",
    headers: { authorization: `Bearer ${shop.sandbox.keys.panel_api_key}` },
  });
  expect(await serversOf(shop, orderId)).toEqual([]);
  later = 2 * 24 * 3_600_000;
  const again = await loseDatabase(shop);
  await rebuilt(again);
  expect(orderRecord(again, orderId)).toMatchObject({
    status: "error",
    error_code: "REBUILT_WITHOUT_SERVER",
    payment_state: "paid",
  });
  expect(findingOf(again, "REBUILT_WITHOUT_SERVER")).toMatchObject({ subject: orderId });
  expect(await serversOf(again, orderId)).toEqual([]);
  expect(await again.engine.ops.retry(orderId, "tester")).toMatchObject({ ok: true });
  await orderReaches(again, orderId, { status: "provisioned" });
});

test("a plan that the catalog lost: with its server the order comes back, without one it is told", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "waybill-catalog-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const catalogFile = path.join(folder, "catalog.json");
  const catalog = exampleCatalog();
  writeFileSync(catalogFile, JSON.stringify(catalog));
  const shop = await openShop({ catalogFile });
  const served = await buyServer(shop, "ada");
  const open = await checkOut(shop, {}, "ben");
  writeFileSync(
    catalogFile,
    JSON.stringify({ ...catalog, plans: catalog.plans.filter(({ id }) => id !== "paper-4gb") }),
  );
  const again = await loseDatabase(shop);
  await rebuilt(again);
  await orderReaches(again, served.orderId, { status: "provisioned", plan_id: "paper-4gb", amount: 1_200 } as object);
  expect(findingOf(again, "ORDER_NOT_REBUILT")).toMatchObject({
    subject: open.orderId,
    says: expect.stringContaining("the catalog has no plan paper-4gb"),
  });
});

test("while Stripe is silent webhooks are taken and nothing else is done; then the rebuild goes on", async () => {
  const gate = await openGate();
  const shop = await openShop({
    with: ({ stripe, keys }) => {
      gate.target = stripe;
      const { stripe_secret_key: secretKey, stripe_webhook_secret: secret } = keys;
      return { stripe: { secretKey, webhookSecrets: [secret], apiBase: gate.url } };
    },
  });
  const { orderId, sessionId } = await buyServer(shop, "ada");
  gate.isOpen = false;
  gate.cut();
  const again = await loseDatabase(shop);
  const { keys } = again.sandbox;
  const event = signed(eventBody("checkout.session.completed", { id: sessionId }), keys.stripe_webhook_secret);
  expect((await deliver(again, event)).status).toBe(200);
  await vi.waitFor(
    () =>
      expect(findingOf(again, "DATABASE_REBUILT")).toMatchObject({
        says: expect.stringMatching(/waits: Stripe did not answer/),
      }),
    { timeout: 15_000 },
  );
  expect(
    again.db.prepare("SELECT count(*) FROM jobs WHERE state <> 'waiting' AND kind <> 'rebuild'").pluck().get(),
  ).toBe(0);
  gate.isOpen = true;
  await rebuilt(again);
  await orderReaches(again, orderId, { status: "provisioned" });
  await vi.waitFor(
    () => expect(again.db.prepare("SELECT count(*) FROM stripe_events_log WHERE processed = 0").pluck().get()).toBe(0),
    { timeout: 10_000 },
  );
});

/** A line to `target` that can be cut. */
async function openGate() {
  const sockets = new Set<Socket>();
  const gate = { url: "", target: "", isOpen: true, cut: () => sockets.forEach((socket) => socket.destroy()) };
  const server = createServer((from) => {
    if (!gate.isOpen) return void from.destroy();
    const { hostname, port } = new URL(gate.target);
    const to = connect(Number(port), hostname);
    from.pipe(to).pipe(from);
    const end = () => [from, to].forEach((socket) => socket.destroy());
    for (const socket of [from, to]) sockets.add(socket.on("error", end).on("close", end));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => void server.close());
  gate.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return gate;
}

test("with a backup only what came after it is gone, and what Stripe knows of that comes back", async () => {
  let raw: Sqlite.Database | undefined;
  const shop = await openShop({ engine: { onDatabaseOpen: (opened) => (raw = opened) } });
  const early = await buyServer(shop, "ada");
  await takeBackup(raw!, shop.db.name, Date.now());
  const late = await buyServer(shop, "ben");
  const again = await loseDatabase(shop);
  await rebuilt(again);
  expect(findingOf(again, "DATABASE_REBUILT")).toMatchObject({
    says: expect.stringMatching(
      /began with the backup of .*1 order came back.*1 with a server.*of the time since that backup/,
    ),
  });
  for (const { orderId } of [early, late]) {
    await orderReaches(again, orderId, { status: "provisioned" });
    expect(await serversOf(again, orderId)).toHaveLength(1);
  }
  const requests = again.db.prepare("SELECT order_id FROM checkout_requests").pluck().all();
  expect(requests).toEqual([early.orderId]);
});
