import { expect, test } from "vitest";
import type { DaemonBehaviour } from "../../electron/sandbox/panel/daemon/behaviour.ts";
import {
  buy,
  expectCreate,
  expectOneServer,
  isAtWork,
  openFaultyShop,
  expectOrder,
  serversOnPanel,
  stepsOf,
} from "./panel-faults/faulty-shop.ts";

const UNANSWERED =
  /The node's daemon did not carry out the create \(504: .+\)\. Whether it happened is being looked up\.$/;
const says = (status: number) =>
  new RegExp(String.raw`The node's daemon did not carry out the create \(${status}: .+\)\. Whether it happened`);

test.each<[string, NonNullable<DaemonBehaviour["faults"]>, RegExp]>([
  ["refuses the connection", { create: "offline", delete: "offline" }, UNANSWERED],
  ["breaks the connection", { create: "reset" }, UNANSWERED],
  ["hangs until the panel gives up (15 s)", { create: "hang" }, UNANSWERED],
  ["hangs at the taking back too (30 s)", { create: "hang", delete: "hang" }, UNANSWERED],
  ["answers 403", { create: { status: 403 } }, says(403)],
  ["answers 404, which is not the panel's", { create: { status: 404 } }, says(404)],
  ["answers 409", { create: { status: 409 } }, says(409)],
  ["answers 422, which is not the panel's", { create: { status: 422 } }, says(422)],
  ["answers 500", { create: { status: 500 } }, says(500)],
  ["answers 502", { create: { status: 502 } }, says(502)],
])(
  "a daemon that %s keeps a paid order at work, and once it is well there is one server",
  async (_what, faults, sentence) => {
    const shop = await openFaultyShop();
    const orderId = await buy(shop, () => shop.daemon({ faults }));
    await expectOrder(shop, orderId, { ...isAtWork, error_code: "PANEL_DAEMON" }, sentence);
    await expectCreate(shop, orderId, { outcome: "uncertain", code: "PANEL_DAEMON" });
    await shop.heal();
    await expectOneServer(shop, orderId);
  },
);

test("a daemon that fails twice and then does not needs nobody", async () => {
  const shop = await openFaultyShop();
  const orderId = await buy(shop, () => shop.daemon({ faults: { create: "offline" }, times: { create: 2 } }));
  await expectOneServer(shop, orderId);
  const creates = stepsOf(shop, orderId).filter(({ name }) => name === "create");
  expect(creates.map(({ outcome }) => outcome)).toEqual(["uncertain", "uncertain", "done"]);
});

test("a daemon that hangs longer than Waybill waits: the row is seen, is not taken for the server, and goes again", async () => {
  const shop = await openFaultyShop({ timings: { panel: { createMs: 120, writeMs: 1_500, readMs: 1_000 } } });
  const orderId = await buy(shop, () => shop.daemon({ faults: { create: "hang" }, times: { create: 1 } }));
  await expectCreate(shop, orderId, { outcome: "uncertain", code: "PANEL_TIMEOUT" });
  expect(serversOnPanel(shop)).toMatchObject([{ external_id: orderId, status: "installing" }]);
  await expectOneServer(shop, orderId);
  expect(stepsOf(shop, orderId)).toContainEqual({ name: "await_install", outcome: "failed", code: "SERVER_GONE" });
});

test("a daemon that stays away for longer than the patience lasts makes the order an error that says so, and it heals", async () => {
  const shop = await openFaultyShop({ timings: { patienceMs: 400 } });
  const orderId = await buy(shop, () => shop.daemon({ faults: { create: "offline" } }));
  await expectOrder(shop, orderId, { status: "error", error_code: "PANEL_DAEMON" }, /It was tried for \d+ min\.$/);
  expect(serversOnPanel(shop)).toEqual([]);
  await shop.heal();
  await expectOneServer(shop, orderId);
});
