import { expect, onTestFinished, test } from "vitest";
import { httpLab } from "../../electron/hosts/lab/http-lab.ts";
import { catchUpMark } from "../../electron/engine/catch-up/catch-up-mark.ts";
import type { LabSeen } from "../../shared/contract/lab.ts";
import { expectSoon } from "./scenarios/expect-soon.ts";
import { openConsole, type Console } from "./shop/console.ts";
import { orderReaches, serversOf } from "./shop/purchase.ts";
import { openShop, type RunningShop, type ShopOptions } from "./shop/running-shop.ts";
import { beat, buyServer } from "./shop/life.ts";

const shopWithLab = (options: ShopOptions = {}) =>
  openShop({ ...options, with: ({ stripe }) => ({ lab: httpLab(stripe) }) });

/** The lab as its page sees it: the newest of all that it told. */
async function watching(console: Console) {
  const ending = new AbortController();
  const stream = await console.lab.watch(undefined, { signal: ending.signal });
  const told: LabSeen[] = [];
  const done = (async () => {
    for await (const seen of stream) told.push(seen);
  })().catch(() => undefined);
  onTestFinished(async () => {
    ending.abort();
    await done;
  });
  return { now: () => told.at(-1)!, count: () => told.length };
}

async function readOut(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const seen of stream) expect(seen).toBeDefined();
}

const ordersOf = ({ db }: RunningShop) => db.prepare("SELECT id FROM orders").pluck().all() as string[];

test("a purchase is broken from the console, watched, and mended by stopping", async () => {
  const shop = await shopWithLab();
  const console = openConsole(shop);
  const page = await watching(console);
  await expectSoon(page.count).toBeGreaterThan(0);
  expect(page.now().state).toMatchObject({ running: null, visit: null, clock: { aheadMs: 0, nextRenewalAt: null } });

  await console.lab.start({ names: ["webhook-never-sent"], seed: 7, intensity: 1 });
  await console.lab.customers({ count: 2 });
  await expectSoon(() => page.now().state.visit).toMatchObject({ asked: 2, come: 2, ended: expect.any(Number) });
  const { running, visit } = page.now().state;
  expect(running).toMatchObject({ names: ["webhook-never-sent"], seed: 7, intensity: 1 });
  expect(visit!.customers.map(({ number, did }) => [number, did])).toEqual([
    [2, ["checked out", "paid"]],
    [1, ["checked out", "paid"]],
  ]);
  const ids = visit!.customers.map(({ orderId }) => orderId!);
  expect(ordersOf(shop).toSorted()).toEqual(ids.toSorted());
  for (const id of ids) await orderReaches(shop, id, { status: "pending" });
  expect(page.now().stripe.some(({ method, path }) => `${method} ${path}` === "POST /v1/checkout/sessions")).toBe(true);
  expect(page.now().deliveries).toEqual([]);

  await console.lab.stop();
  for (const id of ids) await orderReaches(shop, id, { status: "provisioned" });
  await expectSoon(() => page.now().panel.map(({ method, path, status }) => `${method} ${path} ${status}`)).toContain(
    "POST /api/application/servers 201",
  );
  const scenario = page.now().state.scenarios.find(({ name }) => name === "webhook-never-sent")!;
  expect(scenario).toMatchObject({ running: false, breaks: { step: 5, state: "missing" } });
  expect(scenario.lastRun).toMatchObject({ from: running!.since });
  expect(scenario.lastRun!.hits).toBeGreaterThan(0);
});

test("the clock goes to the next renewal, which is charged and told", async () => {
  const shop = await shopWithLab();
  const console = openConsole(shop);
  await expect(console.lab.passTime({ by: "renewal" })).rejects.toMatchObject({
    code: "LAB_REFUSED",
    message: expect.stringContaining("Sell a server first"),
  });
  await buyServer(shop);
  const before = (await console.lab.state()).clock;
  const after = await console.lab.passTime({ by: "renewal" });
  expect(after.now).toBeGreaterThan(before.nextRenewalAt!);
  expect(after.nextRenewalAt).toBeGreaterThan(after.now);
  const paid = shop.db.prepare("SELECT count(*) FROM stripe_events_log WHERE type = 'invoice.paid'").pluck();
  await expectSoon(() => paid.get()).toBe(2);
  const day = await console.lab.passTime({ by: "day" });
  expect(day.aheadMs - after.aheadMs).toBe(86_400_000);
  await buyServer(shop, "customer-2");
  const month = await console.lab.passTime({ by: "month" });
  expect((month.aheadMs - day.aheadMs) / 86_400_000).toBeGreaterThanOrEqual(28);
  // The first has renewed twice, the second, bought a month ago to the second, once: all are charged.
  await expectSoon(() => paid.get()).toBe(5);
});

test("after a reset the shop sells on, and nobody's old server is taken for a new one", async () => {
  const shop = await shopWithLab();
  const console = openConsole(shop);
  const old = await buyServer(shop);
  expect(await console.lab.reset()).toEqual({ kept: 1 });
  const fresh = await buyServer(shop, "customer-2");
  expect(fresh.order.ptero_server_id).toBeGreaterThan(old.order.ptero_server_id!);
  await beat(shop, "catch_up");
  expect(await catchUpMark(shop.engine.contextFor("test").deps)).toMatchObject({ failure: null });
  expect(await serversOf(shop, old.orderId)).toEqual([]);
  await beat(shop, "read_panel");
  const { attention, trace } = await console.orders.get({ orderId: old.orderId });
  expect(attention).toContain("is not on the panel any more");
  expect(trace[7]).toMatchObject({ name: "Server on the panel", state: "missing" });
});

test("customers are not sent twice at once, and an unknown scenario is refused with the sandbox's sentence", async () => {
  const console = openConsole(await shopWithLab());
  await console.lab.customers({ count: 5 });
  await expect(console.lab.customers({ count: 1 })).rejects.toMatchObject({ code: "LAB_REFUSED" });
  const unknown = console.lab.start({ names: ["no-such"], seed: 1, intensity: 1 });
  await expect(unknown).rejects.toMatchObject({ message: expect.stringContaining("There is no scenario no-such") });
});

test("no other environment has a lab, not even where a host hands one over", async () => {
  const shop = await openShop({
    engine: { env: "test" },
    with: ({ stripe }) => ({ lab: httpLab(stripe) }),
  });
  const { lab } = openConsole(shop);
  const refused = { code: "LAB_ONLY_IN_SANDBOX", message: expect.stringContaining("this is test") };
  await expect(lab.state()).rejects.toMatchObject(refused);
  await expect(lab.start({ names: ["stripe-5xx"], seed: 1, intensity: 1 })).rejects.toMatchObject(refused);
  await expect(lab.stop()).rejects.toMatchObject(refused);
  await expect(lab.customers({ count: 1 })).rejects.toMatchObject(refused);
  await expect(lab.passTime({ by: "day" })).rejects.toMatchObject(refused);
  await expect(lab.reset()).rejects.toMatchObject(refused);
  await expect((await lab.watch()).next()).rejects.toMatchObject(refused);
  expect(shop.sandbox.lab.state().running).toBeNull();
});

test("a Stripe without a lab, and a sandbox that is gone, are told in a sentence", async () => {
  const shop = await openShop({ with: ({ panel }) => ({ lab: httpLab(panel) }) });
  const beside = openConsole(shop).lab;
  await expect(beside.state()).rejects.toMatchObject({
    code: "LAB_UNREACHABLE",
    message: expect.stringContaining("has no fault lab"),
  });
  const other = await shopWithLab();
  const { lab } = openConsole(other);
  const stream = await lab.watch();
  await stream.next();
  await other.sandbox.close();
  await expect(readOut(stream)).rejects.toMatchObject({ code: "LAB_UNREACHABLE" });
  await expect(lab.state()).rejects.toMatchObject({ code: "LAB_UNREACHABLE" });
});
