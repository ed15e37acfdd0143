import { expect, test } from "vitest";
import { changeOrder } from "../../electron/engine/orders/order-repository.ts";
import { FORBIDDEN } from "./provisioning-world/wire.ts";
import {
  creates,
  daemons,
  expectOneServer,
  lastStep,
  openWorld,
  ORDER_ID,
  orderOf,
  paidOrder,
  runOnce,
  runToEnd,
  serversOn,
  stepsOf,
  type World,
} from "./provisioning-world/world.ts";

const GATEWAY = { status: 504, headers: { "content-type": "text/html" }, body: "<h1>504 Gateway Time-out</h1>" };
const onCreate = "POST /servers";

/** An operator's refund, in the midst of things. */
const refund = (world: World) => async () => {
  const order = await orderOf(world);
  await changeOrder(world.db, order, "refunded", { cause: "event:evt_refund", at: world.clock.now });
};

test("a create whose answer is lost is looked for; the server that is found is the one", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const { now } = world.clock;
  world.wire.disturb({ on: onCreate, forward: true, answer: GATEWAY });
  expect(await runOnce(world)).toMatchObject({ kind: "retry" });
  expect(await stepsOf(world)).toContain("create uncertain");
  expect(await orderOf(world)).toMatchObject({ status: "provisioning", failing_since: now });
  expect((await orderOf(world)).error_message).toContain("Whether it happened is being looked up.");
  await runToEnd(world);
  await expectOneServer(world);
  expect(creates(world)).toHaveLength(1);
  expect(world.clock.now - now).toBeGreaterThanOrEqual(40_000); // a gateway gave up, the panel may still be at it
});

test("a create that a gateway swallowed is sent again, once it must have ended", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const { now } = world.clock;
  world.wire.disturb({ on: onCreate, answer: GATEWAY });
  await runOnce(world);
  while (world.clock.now < now + 39_000) {
    expect(await runOnce(world)).toMatchObject({ kind: "retry", code: "CREATE_UNCERTAIN" });
    world.clock.now += 3_000;
  }
  expect(creates(world)).toHaveLength(1);
  world.clock.now = now + 40_000;
  await runToEnd(world);
  await expectOneServer(world);
  expect(creates(world)).toHaveLength(2);
});

test("a server that the panel takes back while it is waited for is made again", async () => {
  const world = await openWorld({ installMs: 60_000 });
  await paidOrder(world);
  world.wire.disturb({ on: onCreate, forward: true, answer: GATEWAY });
  await runOnce(world);
  world.clock.now += 1_000;
  expect(await runOnce(world)).toMatchObject({ kind: "retry", code: "INSTALLING" });
  world.panelDb.prepare("DELETE FROM servers").run();
  world.clock.now += 1_000;
  expect(await runOnce(world)).toMatchObject({ kind: "retry", code: "SERVER_GONE" });
  expect((await orderOf(world)).status).toBe("provisioning");
  world.clock.now += 60_000;
  await runOnce(world);
  world.panelDb.prepare("UPDATE servers SET status = NULL").run();
  await runToEnd(world);
  await expectOneServer(world);
});

test("a broken connection is as uncertain as silence", async () => {
  const world = await openWorld();
  await paidOrder(world);
  world.wire.disturb({ on: onCreate, forward: true, breakOff: true });
  expect(await runOnce(world)).toMatchObject({ kind: "retry" });
  await runToEnd(world);
  await expectOneServer(world);
  expect(creates(world)).toHaveLength(1);
});

test.each(["offline", "hang", { status: 500 }, { status: 403 }] as const)(
  "a daemon that fails a create (%j) keeps the order provisioning, and when it is mended there is one server",
  async (fault) => {
    const world = await openWorld();
    await paidOrder(world);
    daemons(world, { faults: { create: fault } });
    for (let tries = 0; tries < 3; tries += 1) {
      const outcome = await runOnce(world);
      expect(outcome).toMatchObject({ kind: "retry", code: "PANEL_DAEMON" });
      world.clock.now = Math.max(world.clock.now, (outcome as { at: number }).at);
    }
    expect(await orderOf(world)).toMatchObject({ status: "provisioning", error_code: "PANEL_DAEMON" });
    expect(serversOn(world)).toEqual([]);
    daemons(world, {});
    await runToEnd(world);
    await expectOneServer(world);
  },
);

test("half an hour of passing faults makes the order an error, and no sooner", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const { now } = world.clock;
  daemons(world, { faults: { create: "offline" } });
  const outcome = await runToEnd(world);
  expect(outcome).toMatchObject({ kind: "dead", code: "PANEL_DAEMON" });
  expect(world.clock.now - now).toBeGreaterThanOrEqual(30 * 60_000);
  expect(world.clock.now - now).toBeLessThan(32 * 60_000);
  const order = await orderOf(world);
  expect(order).toMatchObject({ status: "error", payment_state: "paid" });
  expect(order.error_message).toContain("It was tried for 30 min.");
  expect(creates(world).length).toBeLessThan(45);
});

test("a rate limit is waited for as long as the panel says", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const body = JSON.stringify({
    errors: [{ code: "ThrottleRequestsException", status: "429", detail: "Too Many Attempts." }],
  });
  world.wire.disturb({ on: "GET /nodes", answer: { status: 429, headers: { "retry-after": "17" }, body } });
  expect(await runOnce(world)).toMatchObject({
    kind: "retry",
    code: "PANEL_RATE_LIMITED",
    at: world.clock.now + 17_000,
  });
  await runToEnd(world);
  await expectOneServer(world);
});

test("a look-up that fails is not a look-up that found nothing", async () => {
  const world = await openWorld();
  await paidOrder(world);
  world.wire.disturb({ on: "GET /servers/external", answer: { status: 500, body: "{}" } });
  expect(await runOnce(world)).toMatchObject({ kind: "retry" });
  expect(creates(world)).toEqual([]);
  await runToEnd(world);
  await expectOneServer(world);
});

test("a missing egg variable is an error at once, and the sentence names it", async () => {
  const world = await openWorld();
  world.panelDb.prepare("UPDATE egg_variables SET default_value = '' WHERE env_variable = 'BUILD_NUMBER'").run();
  await paidOrder(world);
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "PANEL_VALIDATION" });
  const order = await orderOf(world);
  expect(order).toMatchObject({ status: "error", error_code: "PANEL_VALIDATION" });
  expect(order.error_message).toContain("BUILD_NUMBER is required");
});

test("an egg that is gone is an error that names the plan", async () => {
  const world = await openWorld();
  const order = await paidOrder(world);
  const build = { ...(JSON.parse(order.build) as object), eggId: 99, nestId: null };
  await world.db
    .updateTable("orders")
    .set({ build: JSON.stringify(build) })
    .execute();
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "EGG_NOT_FOUND" });
  expect((await orderOf(world)).error_message).toContain("no egg 99, which the plan paper-4gb takes");
  expect(creates(world)).toEqual([]);
});

test("a key that may not make servers is an error that names the permission", async () => {
  const world = await openWorld();
  world.wire.disturb({ on: onCreate, answer: FORBIDDEN });
  await paidOrder(world);
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "PANEL_PERMISSION_MISSING" });
  expect((await orderOf(world)).error_message).toContain("Read & Write on Servers");
});

test("no room is an error that names what each node lacks", async () => {
  const world = await openWorld();
  world.panelDb.prepare("UPDATE nodes SET memory = 2048 WHERE name = 'chi-1'").run();
  world.panelDb.prepare("UPDATE nodes SET maintenance_mode = 1 WHERE name = 'chi-2'").run();
  await paidOrder(world);
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "NO_CAPACITY" });
  expect((await orderOf(world)).error_message).toBe(
    "No node of US Central has room: chi-1 has 2 GB of memory free, 4 GB is needed; chi-2 is in maintenance.",
  );
});

test("an order without an e-mail address, or for a region that is gone, says so", async () => {
  const world = await openWorld();
  await paidOrder(world, { customer_email: null });
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "CUSTOMER_EMAIL_MISSING" });
  const other = await paidOrder(world, { id: `${ORDER_ID.slice(0, -1)}2`, region: "mars" });
  expect(await runOnce(world, other.id)).toMatchObject({ kind: "dead", code: "REGION_UNKNOWN" });
});

test("without a panel the order says what to set", async () => {
  const world = await openWorld();
  await paidOrder(world);
  expect(await runOnce(world, ORDER_ID, null)).toMatchObject({ kind: "dead", code: "PANEL_NOT_CONFIGURED" });
  expect((await orderOf(world)).error_message).toContain("WAYBILL_PANEL_URL");
});

test("a port that somebody takes between placement and create costs a retry, not the order", async () => {
  const world = await openWorld();
  await paidOrder(world);
  const detail = "The selected allocation.default is invalid.";
  const meta = { source_field: "allocation.default", rule: "exists" };
  const body = JSON.stringify({ errors: [{ code: "ValidationException", status: "422", detail, meta }] });
  world.wire.disturb({ on: onCreate, answer: { status: 422, body } });
  expect(await runOnce(world)).toMatchObject({ kind: "retry", code: "PORT_TAKEN" });
  await runToEnd(world);
  await expectOneServer(world);
});

test("an install that fails is an error at once; one that never ends, after 15 minutes", async () => {
  const failing = await openWorld();
  daemons(failing, { installs: "failed" });
  await paidOrder(failing);
  expect(await runToEnd(failing)).toMatchObject({ kind: "dead", code: "INSTALL_FAILED" });
  expect((await orderOf(failing)).status).toBe("error");

  const endless = await openWorld();
  daemons(endless, { installs: "never" });
  await paidOrder(endless);
  const { now } = endless.clock;
  expect(await runToEnd(endless)).toMatchObject({ kind: "dead", code: "INSTALL_TIMEOUT" });
  expect(endless.clock.now - now).toBeGreaterThanOrEqual(15 * 60_000);
  expect(serversOn(endless)).toHaveLength(1);
});

test("a server that is suspended while it installs is waited for, with a sentence, until somebody unsuspends it", async () => {
  const world = await openWorld({ installMs: 60_000 });
  await paidOrder(world);
  await runOnce(world);
  world.panelDb.prepare("UPDATE servers SET status = 'suspended'").run();
  world.clock.now += 1_000;
  expect(await runOnce(world)).toMatchObject({ kind: "retry", code: "SERVER_SUSPENDED" });
  expect((await orderOf(world)).error_message).toContain("Unsuspend it there");
  world.panelDb.prepare("UPDATE servers SET status = NULL").run();
  world.clock.now += 1_000;
  await runToEnd(world);
  await expectOneServer(world);
});

test("refunded before the create, the order gets no server", async () => {
  const world = await openWorld();
  await paidOrder(world);
  world.wire.disturb({ on: "GET /nests/1/eggs/5", after: refund(world) });
  expect(await runOnce(world)).toEqual({ kind: "done" });
  expect(creates(world)).toEqual([]);
  expect(await orderOf(world)).toMatchObject({ status: "refunded", ptero_server_id: null });
});

test("refunded in the midst of the create, the order stays refunded and its server is to be suspended", async () => {
  const world = await openWorld();
  await paidOrder(world);
  world.wire.disturb({ on: onCreate, forward: true, after: refund(world) });
  await runToEnd(world);
  expect(await orderOf(world)).toMatchObject({ status: "refunded", service_state: "none" });
  const jobs = await world.db.selectFrom("jobs").select(["kind", "key", "state"]).execute();
  expect(jobs).toEqual([{ kind: "suspend_server", key: `suspend:${ORDER_ID}`, state: "waiting" }]);
});

test("what an earlier step of the run found is taken: the customer is not searched again", async () => {
  const world = await openWorld();
  await paidOrder(world);
  world.wire.disturb({ on: "GET /nodes", answer: { status: 500, body: "{}" } });
  await runOnce(world);
  await runToEnd(world);
  await expectOneServer(world);
  expect(world.wire.requests.filter((request) => request.startsWith("GET /users"))).toHaveLength(2);
  expect((await lastStep(world, "customer")).attempt).toBe(1);
  expect((await lastStep(world, "placement")).attempt).toBe(2);
});
