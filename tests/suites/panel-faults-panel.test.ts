import { expect, test } from "vitest";
import type { PanelSwitches } from "../../electron/sandbox/panel/switches/panel-switches.ts";
import {
  buy,
  expectCreate,
  expectOneServer,
  expectOrder,
  isAtWork,
  openFaultyShop,
  stepsOf,
} from "./panel-faults/faulty-shop.ts";

const error = (status: number, more: Partial<NonNullable<PanelSwitches["status"]>> = {}): PanelSwitches => ({
  status: { status, code: "Exception", page: false, done: false, ...more },
});
const UNIQUE = "UniqueConstraintViolationException";

test.each<[string, PanelSwitches, string, RegExp]>([
  [
    "shows a maintenance page",
    error(503, { page: true }),
    "PANEL_ERROR",
    /^The panel failed with 503 during .+ It is tried again\.$/,
  ],
  [
    "fails at everything",
    error(500, { code: "PDOException" }),
    "PANEL_ERROR",
    /^The panel failed with 500 PDOException during the look-up of the server\. Its log has the cause\. It is tried again\.$/,
  ],
  [
    "is behind a gateway that can't reach it",
    error(502, { page: true }),
    "PANEL_ERROR",
    /^The panel failed with 502 during/,
  ],
  [
    "has no requests left this minute",
    { throttle: { retryAfterSeconds: 1 } },
    "PANEL_RATE_LIMITED",
    /limit of requests a minute is used up/,
  ],
  ["breaks every connection", { reset: { done: false } }, "PANEL_LOST", /^The connection to the panel broke during/],
  [
    "is too slow to read",
    { slow: { ms: 1_200, on: "GET" } },
    "PANEL_TIMEOUT",
    /^The panel did not answer .+ in time\. It is tried again\.$/,
  ],
])(
  "a panel that %s keeps a paid order at work with a sentence, and once it is well there is one server",
  async (_what, switches, code, says) => {
    const shop = await openFaultyShop();
    const orderId = await buy(shop, () => shop.panel(switches));
    await expectOrder(shop, orderId, { ...isAtWork, error_code: code }, says);
    expect(stepsOf(shop, orderId).filter(({ name }) => name === "create")).toEqual([]);
    await shop.heal();
    await expectOneServer(shop, orderId);
  },
);

test("a panel in maintenance says how long: an order waits for that, or goes on at once when somebody retries it", async () => {
  const shop = await openFaultyShop();
  const orderId = await buy(shop, () => shop.panel({ maintenance: true })); // Retry-After: 60
  const says = /^The panel is in maintenance mode\. It is tried again\.$/;
  await expectOrder(shop, orderId, { ...isAtWork, error_code: "PANEL_MAINTENANCE" }, says);
  await shop.heal();
  expect(await shop.engine.ops.retry(orderId, "ada")).toMatchObject({ ok: true });
  await expectOneServer(shop, orderId);
});

test("a Retry-After is waited for: no try comes before it", async () => {
  const shop = await openFaultyShop();
  const orderId = await buy(shop, () =>
    shop.panel({ throttle: { retryAfterSeconds: 1, on: "GET /servers/external", times: 2 } }),
  );
  await expectOneServer(shop, orderId);
  const looks = shop.db
    .prepare<[string], { started_at: number; finished_at: number }>(
      "SELECT started_at, finished_at FROM provisioning_steps WHERE order_id = ? AND name = 'look_up' ORDER BY id",
    )
    .all(orderId);
  expect(looks).toHaveLength(3);
  for (const at of [1, 2]) expect(looks[at]!.started_at - looks[at - 1]!.finished_at).toBeGreaterThanOrEqual(1_000);
});

test.each<[string, PanelSwitches, string]>([
  ["a unique-constraint 500 that made nothing", error(500, { code: UNIQUE }), "PANEL_ERROR"],
  ["a unique-constraint 500 after it was made", error(500, { code: UNIQUE, done: true }), "PANEL_ERROR"],
  ["a gateway's 504 that made nothing", error(504, { page: true }), "PANEL_ERROR"],
  ["a gateway's 504 while it is made", error(504, { page: true, done: true }), "PANEL_ERROR"],
  ["a broken connection before the panel heard", { reset: { done: false } }, "PANEL_LOST"],
  ["a broken connection after it was made", { reset: { done: true } }, "PANEL_LOST"],
  ["an answer that comes too late", { slow: { ms: 1_600 } }, "PANEL_TIMEOUT"],
])("a create that ends with %s is uncertain, is looked for, and leaves one server", async (_what, switches, code) => {
  const shop = await openFaultyShop();
  const once = Object.fromEntries(
    Object.entries(switches).map(([name, value]) => [name, { ...(value as object), on: "POST /servers", times: 1 }]),
  );
  const orderId = await buy(shop, () => shop.panel(once));
  await expectCreate(shop, orderId, { outcome: "uncertain", code });
  await expectOneServer(shop, orderId);
  const names = stepsOf(shop, orderId).map(({ name }) => name);
  expect(names[names.indexOf("create") + 1]).toBe("look_up"); // never a second create without asking first
});

test("a 500 for the customer's account, made or not, leaves one account and one server", async () => {
  const shop = await openFaultyShop();
  const orderId = await buy(shop, () =>
    shop.panel({ status: { status: 500, code: UNIQUE, page: false, done: true, on: "POST /users", times: 1 } }),
  );
  await expectOneServer(shop, orderId);
  expect(shop.panelDb.prepare("SELECT count(*) AS n FROM users WHERE root_admin = 0").get()).toEqual({ n: 1 });
});
