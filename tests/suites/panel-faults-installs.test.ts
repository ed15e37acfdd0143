import { expect, test, vi } from "vitest";
import {
  buy,
  expectOneServer,
  expectOrder,
  type FaultyShop,
  findingsOf,
  hasFailed,
  isAtWork,
  openFaultyShop,
  serversOnPanel,
} from "./panel-faults/faulty-shop.ts";
import { orderReaches } from "./shop/purchase.ts";

/** Waits until the panel shows its one server, and says which it is. */
async function serverAppears(shop: FaultyShop): Promise<number> {
  await vi.waitFor(() => expect(serversOnPanel(shop)).toHaveLength(1), { timeout: 10_000, interval: 10 });
  return serversOnPanel(shop)[0]!.id;
}
const INSTALLS_LONG = { installMs: 60_000 };

test("an install that fails makes the order an error that says what to do; reinstalled by hand, it is the one server", async () => {
  const shop = await openFaultyShop();
  const orderId = await buy(shop, () => shop.daemon({ installs: "failed" }));
  const says = /^The install of server 1 failed on the panel\. Reinstall it there; the order then goes on by itself\.$/;
  await expectOrder(shop, orderId, { ...hasFailed, error_code: "INSTALL_FAILED" }, says);
  await shop.heal();
  await shop.byHand("POST", "/servers/1/reinstall");
  await expectOneServer(shop, orderId);
});

test.each<[string, (shop: FaultyShop) => Promise<unknown>]>([
  ["reinstalled", (shop) => shop.byHand("POST", "/servers/1/reinstall")],
  ["deleted", (shop) => shop.byHand("DELETE", "/servers/1")],
])("an install that never ends makes the order an error; %s by hand, there is one server", async (_how, mend) => {
  const shop = await openFaultyShop({ timings: { installDeadlineMs: 600 } });
  const orderId = await buy(shop, () => shop.daemon({ installs: "never" }));
  const says =
    /^Server 1 has been installing for .+ Look at its node's daemon, then reinstall it on the panel; or delete it there/;
  await expectOrder(shop, orderId, { ...hasFailed, error_code: "INSTALL_TIMEOUT" }, says);
  await shop.heal();
  await mend(shop);
  await expectOneServer(shop, orderId);
});

// The panel takes an install that its daemon's restart cut off for done, and shows nothing else to a key of the Application API.
test("an install that the daemon's restart cuts off counts as done, as it does for the panel; reinstalled, it is the one server", async () => {
  const shop = await openFaultyShop(INSTALLS_LONG);
  const orderId = await buy(shop, async () => {});
  const id = await serverAppears(shop);
  await shop.restartDaemons();
  await expectOneServer(shop, orderId);
  await shop.byHand("POST", `/servers/${id}/reinstall`);
  await shop.engine.ops.reconcile("test");
  await expectOneServer(shop, orderId);
});

test("a server that is suspended while it installs is waited for with a sentence, and handed over when it is let go on", async () => {
  const shop = await openFaultyShop();
  const orderId = await buy(shop, () => shop.daemon(INSTALLS_LONG));
  const id = await serverAppears(shop);
  await shop.byHand("POST", `/servers/${id}/suspend`);
  const says = /^Server 1 was suspended on the panel while it was made\. Unsuspend it there\.$/;
  await expectOrder(shop, orderId, { ...isAtWork, error_code: "SERVER_SUSPENDED" }, says);
  await shop.byHand("POST", `/servers/${id}/unsuspend`);
  await expectOneServer(shop, orderId);
});

test("a server that stays suspended past the deadline makes the order an error, and unsuspended it heals", async () => {
  const shop = await openFaultyShop({ timings: { installDeadlineMs: 500 } });
  const orderId = await buy(shop, () => shop.daemon(INSTALLS_LONG));
  const id = await serverAppears(shop);
  await shop.byHand("POST", `/servers/${id}/suspend`);
  await expectOrder(shop, orderId, { ...hasFailed, error_code: "SERVER_SUSPENDED" }, /Unsuspend it there\.$/);
  await shop.byHand("POST", `/servers/${id}/unsuspend`);
  await expectOneServer(shop, orderId);
});

test("a server that is deleted by hand while it installs is made again", async () => {
  const shop = await openFaultyShop();
  const orderId = await buy(shop, () => shop.daemon(INSTALLS_LONG));
  const id = await serverAppears(shop);
  await orderReaches(shop, orderId, isAtWork);
  await shop.heal();
  await shop.byHand("DELETE", `/servers/${id}`);
  await expectOneServer(shop, orderId);
  expect(serversOnPanel(shop)[0]!.id).not.toBe(id);
});

test("a server in service that is deleted by hand is a finding that says so; the order stays what it is", async () => {
  const shop = await openFaultyShop();
  const orderId = await buy(shop, async () => {});
  await expectOneServer(shop, orderId);
  await shop.byHand("DELETE", "/servers/1");
  await shop.engine.ops.reconcile("test");
  expect(findingsOf(shop, orderId)).toEqual([
    "SERVER_GONE: Server 1 is not on the panel any more, but the order names it. Link another server to the order, or end it.",
  ]);
  await orderReaches(shop, orderId, { status: "provisioned", ptero_server_id: 1 });
  expect(serversOnPanel(shop)).toEqual([]); // what somebody deleted is not made again behind their back
});

test("a server in service that is resized by hand is a finding that says what was sold, and gone once it is set back", async () => {
  const shop = await openFaultyShop();
  const orderId = await buy(shop, async () => {});
  await expectOneServer(shop, orderId);
  const resize = (memory: number, disk: number) =>
    shop.byHand("PATCH", "/servers/1/build", {
      allocation: shop.panelDb.prepare("SELECT allocation_id FROM servers").pluck().get(),
      limits: { memory, swap: 0, disk, io: 500, cpu: 200 },
      feature_limits: { databases: 1, allocations: 1, backups: 2 },
    });
  await resize(8192, 40_960);
  await shop.engine.ops.reconcile("test");
  expect(findingsOf(shop, orderId)).toEqual([
    "SERVER_RESIZED: Server 1 has memory 8192 MiB where 4096 MiB was sold and disk 40960 MiB where 20480 MiB was sold: " +
      "somebody resized it on the panel. Set it back there, or change the order's plan.",
  ]);
  await resize(4096, 20_480);
  await shop.engine.ops.reconcile("test");
  expect(findingsOf(shop, orderId)).toEqual([]);
  await expectOneServer(shop, orderId);
});
