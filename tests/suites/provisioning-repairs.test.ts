import { expect, test } from "vitest";
import { changeOrder } from "../../electron/engine/orders/order-repository.ts";
import { healProvisioning } from "../../electron/engine/provisioning/heal-provisioning.ts";
import { retryProvisioning, retryRefusal } from "../../electron/engine/provisioning/retry-provisioning.ts";
import {
  creates,
  daemons,
  expectOneServer,
  openWorld,
  ORDER_ID,
  orderOf,
  paidOrder,
  runOnce,
  runToEnd,
  stepsOf,
  type World,
} from "./provisioning-world/world.ts";

const MINUTE = 60_000;
const jobsOf = ({ db }: World) => db.selectFrom("jobs").select(["kind", "key", "state", "run_at"]).execute();
const provisionJobs = async (world: World) => (await jobsOf(world)).filter(({ kind }) => kind === "provision_server");

/** An order that failed because the region has no room. */
async function failedOrder(world: World): Promise<void> {
  world.panelDb.prepare("UPDATE nodes SET maintenance_mode = 1").run();
  await paidOrder(world);
  expect(await runOnce(world)).toMatchObject({ kind: "dead", code: "NO_CAPACITY" });
}
const makeRoom = (world: World) => world.panelDb.prepare("UPDATE nodes SET maintenance_mode = 0").run();

test("a retry puts a failed order to work: state, job, history and audit at once, and the queue is woken", async () => {
  const world = await openWorld();
  await failedOrder(world);
  makeRoom(world);
  const { times } = world.woken;
  const retried = await retryProvisioning(world.deps, ORDER_ID, "ada");
  expect(retried).toMatchObject({ ok: true, value: { status: "provisioning", error_code: null, failing_since: null } });
  expect(await provisionJobs(world)).toEqual([
    { kind: "provision_server", key: `provision:${ORDER_ID}`, state: "waiting", run_at: world.clock.now },
  ]);
  expect(world.woken.times).toBeGreaterThan(times);
  const audit = await world.db.selectFrom("audit_log").selectAll().executeTakeFirstOrThrow();
  expect(audit).toMatchObject({ actor: "ada", act: "retry_provisioning", subject: ORDER_ID });
  expect(JSON.parse(audit.before!)).toMatchObject({ status: "error", errorCode: "NO_CAPACITY" });
  expect(JSON.parse(audit.after!)).toMatchObject({ status: "provisioning" });
  const history = await world.db
    .selectFrom("order_history")
    .selectAll()
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  expect(history).toMatchObject({ change: "provisioning_started", cause: "operator:ada" });
  await runToEnd(world);
  await expectOneServer(world);
  expect(await stepsOf(world)).toContain("claim done");
});

test("a second retry wakes the same job; there is never more than one", async () => {
  const world = await openWorld();
  await failedOrder(world);
  await retryProvisioning(world.deps, ORDER_ID, "ada");
  world.clock.now += 500;
  expect((await retryProvisioning(world.deps, ORDER_ID, "ada")).ok).toBe(true);
  expect(await provisionJobs(world)).toHaveLength(1);
});

test("a retry of an order that waits for the next try gives it its patience anew", async () => {
  const world = await openWorld();
  await paidOrder(world);
  daemons(world, { faults: { create: "offline" } });
  await runOnce(world);
  world.clock.now += 29 * MINUTE;
  await retryProvisioning(world.deps, ORDER_ID, "ada");
  world.clock.now += 2 * MINUTE;
  expect(await runOnce(world)).toMatchObject({ kind: "retry", at: world.clock.now + 1_000 });
});

test.each([
  [{ status: "pending", payment_state: "unpaid" }, "The order is not paid, so there is nothing to provision yet."],
  [{ status: "provisioned", ptero_server_id: 12 }, "The order is already provisioned, as server 12."],
  [{ status: "refunded", payment_state: "refunded" }, "The order was refunded. It gets no server any more."],
  [{ status: "canceled" }, "The order is canceled. It gets no server any more."],
  [
    { status: "provisioning", payment_state: "disputed" },
    "The payment is disputed. The order waits until that is decided.",
  ],
  [{ status: "error", error_code: "AMOUNT_MISMATCH" }, "The amount paid is not the plan's. Approve the amount first."],
] as const)("a retry of an order that is %j is refused with the reason, and changes nothing", async (states, says) => {
  const world = await openWorld();
  const order = await paidOrder(world, states);
  const refused = { code: "ORDER_TRANSITION_REFUSED", says };
  expect(await retryProvisioning(world.deps, ORDER_ID, "ada")).toEqual({ ok: false, error: refused });
  expect(await orderOf(world)).toEqual(order);
  expect(await jobsOf(world)).toEqual([]);
  expect(await world.db.selectFrom("audit_log").selectAll().execute()).toEqual([]);
});

test("a retry of no order says so; an approved amount may be retried", async () => {
  const world = await openWorld();
  expect(await retryProvisioning(world.deps, ORDER_ID, "ada")).toMatchObject({
    ok: false,
    error: { code: "ORDER_NOT_FOUND" },
  });
  const order = await paidOrder(world, { status: "error", error_code: "AMOUNT_MISMATCH", amount_approved_at: 1 });
  expect(retryRefusal(order)).toBeNull();
});

test("a failed order goes on by itself when what was wrong is mended", async () => {
  const world = await openWorld();
  await failedOrder(world);
  makeRoom(world);
  expect(await healProvisioning(world.deps)).toEqual([]); // a minute has not passed
  world.clock.now += MINUTE;
  expect(await healProvisioning(world.deps)).toEqual([ORDER_ID]);
  expect(await provisionJobs(world)).toMatchObject([{ state: "waiting", run_at: world.clock.now }]);
  await runToEnd(world);
  await expectOneServer(world);
  const marks = await world.db.selectFrom("marks").select("name").where("name", "like", "heal.%").execute();
  expect(marks).toEqual([]);
});

test("while it is not mended it is looked at more and more rarely, and nothing is made", async () => {
  const world = await openWorld();
  await failedOrder(world);
  const looks: number[] = [];
  const start = world.clock.now;
  for (let minute = 0; minute <= 120; minute += 1) {
    const before = world.wire.requests.length;
    expect(await healProvisioning(world.deps)).toEqual([]);
    if (world.wire.requests.length > before) looks.push((world.clock.now - start) / MINUTE);
    world.clock.now += MINUTE;
  }
  expect(looks).toEqual([1, 3, 8, 18, 48, 78, 108]);
  expect(await orderOf(world)).toMatchObject({ status: "error", error_code: "NO_CAPACITY" });
  expect(creates(world)).toEqual([]);
});

test("an egg that gets its variable, and an install that somebody mends, let their orders go on", async () => {
  const world = await openWorld();
  const egg = world.panelDb.prepare("UPDATE egg_variables SET default_value = ? WHERE env_variable = 'BUILD_NUMBER'");
  egg.run("");
  await paidOrder(world);
  await runOnce(world);
  world.clock.now += MINUTE;
  expect(await healProvisioning(world.deps)).toEqual([]);
  egg.run("latest");
  world.clock.now += 2 * MINUTE;
  expect(await healProvisioning(world.deps)).toEqual([ORDER_ID]);
  daemons(world, { installs: "failed" });
  expect(await runToEnd(world)).toMatchObject({ kind: "dead", code: "INSTALL_FAILED" });
  world.clock.now += 5 * MINUTE;
  expect(await healProvisioning(world.deps)).toEqual([]);
  world.panelDb.prepare("UPDATE servers SET status = NULL").run();
  world.clock.now += 10 * MINUTE;
  expect(await healProvisioning(world.deps)).toEqual([ORDER_ID]);
  await runToEnd(world);
  await expectOneServer(world);
  expect(creates(world)).toHaveLength(2); // the first was refused for its variable
});

test("what only a person can decide is not healed", async () => {
  const world = await openWorld();
  await paidOrder(world, { status: "error", error_code: "AMOUNT_MISMATCH" });
  world.clock.now += 60 * MINUTE;
  expect(await healProvisioning(world.deps)).toEqual([]);
  expect(world.wire.requests).toEqual([]);
});

test("an order at work that has no job gets one: a dispute that was won, a database that was restored", async () => {
  const world = await openWorld();
  await paidOrder(world, { status: "provisioning", payment_state: "disputed" });
  expect(await healProvisioning(world.deps)).toEqual([]);
  await changeOrder(world.db, await orderOf(world), "dispute_won", { cause: "event:evt_won", at: world.clock.now });
  expect(await healProvisioning(world.deps)).toEqual([ORDER_ID]);
  expect(await healProvisioning(world.deps)).toEqual([]);
  expect(await provisionJobs(world)).toHaveLength(1);
});
