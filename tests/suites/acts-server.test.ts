import { safe } from "@orpc/client";
import { expect, test, vi } from "vitest";
import { auditOf, beat, livingShopWithServer, openFindings, openLivingShop, panelSays } from "./shop/life.ts";
import { panelCall } from "./shop/panel-call.ts";
import { orderReaches, serversOf, stripeCall } from "./shop/purchase.ts";

const WHY = "Asked for by the customer";
const HOUR = 3_600_000;

test("a deletion at a time is announced, moved, called off, and done when it is due", async () => {
  const { shop, console, clock, orderId, order } = await livingShopWithServer();
  const at = Date.now() + 48 * HOUR;
  const done = await console.acts.terminate({ orderId, at, reason: WHY });
  expect(done.says).toMatch(/^The server is deleted on \d{4}-\d\d-\d\d \d\d:\d\d UTC, unless that is called off\.$/);
  expect(openFindings(shop, orderId)).toEqual(["TERMINATION_SCHEDULED"]);
  await console.acts.terminate({ orderId, at: at + HOUR, reason: WHY });
  const [scheduled, ...more] = await console.acts.scheduled();
  expect([scheduled, more]).toMatchObject([{ orderId, dueAt: at + HOUR, cause: "operator:Ines", running: false }, []]);
  const off = { scheduledId: scheduled!.id, reason: "Paid after all" };
  expect((await console.acts.callOff(off)).says).toBe("The deletion is called off.");
  expect((await console.acts.callOff(off)).says).toBe("The deletion is called off.");
  clock.ahead = 60 * HOUR;
  await beat(shop, "tend_services");
  expect(await serversOf(shop, orderId)).toHaveLength(1);
  await console.acts.terminate({ orderId, at: Date.now() + clock.ahead + HOUR, reason: WHY });
  clock.ahead += 2 * HOUR;
  await beat(shop, "tend_services");
  await orderReaches(shop, orderId, { status: "provisioned", service_state: "terminated" });
  expect([await serversOf(shop, orderId), openFindings(shop, orderId)]).toEqual([[], []]);
  expect(await stripeCall(shop, "GET", `/v1/subscriptions/${order.stripe_subscription_id}`)).toMatchObject({
    status: "canceled",
  });
  const { error } = await safe(console.acts.terminate({ orderId, at: null, reason: WHY }));
  expect(error).toMatchObject({ message: "The server was deleted. There is nothing left to act on." });
  expect(auditOf(shop, orderId).map(({ act }) => act)).toContain("call_off_termination");
});

test("a deletion now leaves no server and nothing that bills, and no server of another's is touched", async () => {
  const { shop, console, orderId, order } = await livingShopWithServer();
  const id = order.ptero_server_id!;
  const { attributes } = (await panelCall(shop, "GET", `/servers/${id}`)) as {
    attributes: { name: string; user: number };
  };
  const details = { name: attributes.name, user: attributes.user, external_id: "somebody-elses" };
  await panelCall(shop, "PATCH", `/servers/${id}/details`, details);
  await console.acts.terminate({ orderId, at: null, reason: WHY });
  await vi.waitFor(() => expect(openFindings(shop, orderId)).toContain("TERMINATION_REFUSED"), { timeout: 10_000 });
  await panelCall(shop, "GET", `/servers/${id}`);
  await panelCall(shop, "PATCH", `/servers/${id}/details`, { ...details, external_id: orderId });
  await console.acts.terminate({ orderId, at: null, reason: WHY });
  await orderReaches(shop, orderId, { service_state: "terminated" });
  expect(await serversOf(shop, orderId)).toEqual([]);
  await vi.waitFor(() => expect(openFindings(shop, orderId)).toEqual([]));
});

test("a reinstall installs again, is refused while it does, and never lets a suspended server run", async () => {
  const { shop, console, orderId } = await livingShopWithServer();
  const requestId = crypto.randomUUID();
  const ask = async () => (await console.acts.reinstall({ orderId, reason: WHY, requestId })).says;
  for (const says of await Promise.all([ask(), ask()])) expect(says).toMatch(/installs again\.$/);
  await vi.waitFor(async () => expect(await serversOf(shop, orderId)).toMatchObject([{ status: null }]), {
    timeout: 10_000,
  });
  expect(await ask()).toMatch(/installs again\.$/);
  expect(auditOf(shop, orderId).filter(({ act }) => act === "reinstall_server")).toHaveLength(1);
  await console.acts.suspend({ orderId, reason: WHY });
  await panelSays(shop, orderId, { suspended: true });
  const { error } = await safe(console.acts.reinstall({ orderId, reason: WHY }));
  expect(error).toMatchObject({
    code: "ORDER_TRANSITION_REFUSED",
    message: expect.stringContaining("Unsuspend it first") as string,
  });
  await panelSays(shop, orderId, { suspended: true });
});

test("a server that runs on the panel though it should stand still is stopped again", async () => {
  const { shop, console, orderId, order } = await livingShopWithServer();
  await console.acts.suspend({ orderId, reason: WHY });
  await panelSays(shop, orderId, { suspended: true });
  await panelCall(shop, "POST", `/servers/${order.ptero_server_id}/reinstall`); // by hand, which lifts a suspension
  await vi.waitFor(
    async () => expect(await serversOf(shop, orderId)).toMatchObject([{ status: null, suspended: false }]),
    {
      timeout: 10_000,
    },
  );
  await console.servers.refresh();
  await beat(shop, "keep_suspended");
  await panelSays(shop, orderId, { suspended: true });
});

test("in live, what removes data is typed, and the engine checks it", async () => {
  const { shop, console } = await openLivingShop({ engine: { env: "live" } });
  const wanted = {
    email: "mara@example.com",
    planId: "paper-4gb",
    region: "us-central",
    term: "monthly",
    serverName: "mara-world",
  } as const;
  const { order } = await console.acts.createFree({ ...wanted, reason: WHY, confirm: "mara-world" });
  const orderId = order.id;
  await orderReaches(shop, orderId, { status: "provisioned" });
  for (const confirm of [null, "Mara-world", "yes"]) {
    const refused = [
      await safe(console.acts.terminate({ orderId, at: null, reason: WHY, confirm })),
      await safe(console.acts.reinstall({ orderId, reason: WHY, confirm })),
    ];
    for (const { error } of refused)
      expect(error).toMatchObject({
        code: "ACT_NOT_CONFIRMED",
        message: "Type the server's name, mara-world, to confirm. Nothing was done.",
      });
  }
  expect(await console.acts.scheduled()).toEqual([]);
  const offered = (await console.acts.standing({ orderId })).acts.find(({ act }) => act === "terminate");
  expect(offered).toMatchObject({ allowed: true, confirm: "mara-world" });
  await console.acts.terminate({ orderId, at: null, reason: WHY, confirm: "mara-world" });
  await orderReaches(shop, orderId, { service_state: "terminated" });
});
