import { safe } from "@orpc/client";
import { expect, test, vi } from "vitest";
import { openConsole } from "./shop/console.ts";
import { auditOf, holdsOf } from "./shop/life.ts";
import { panelCall } from "./shop/panel-call.ts";
import { checkOut, orderReaches, orderRecord, pay, serversOf } from "./shop/purchase.ts";
import { openShop, type RunningShop } from "./shop/running-shop.ts";

const WHY = "Asked for by the customer";

/** A paid order that can't get a server of its own: its region has no node any more. */
async function paidWithoutServer() {
  const shop = await openShop({ webhooks: false });
  const console = openConsole(shop);
  const { orderId, sessionId } = await checkOut(shop);
  await pay(shop, sessionId);
  const { deps } = shop.engine.contextFor("tests");
  const region = JSON.stringify({ id: "us-central", name: "US Central", location_ids: [99], placement: "nodes" });
  await deps.db.updateTable("regions").set({ spec: region }).where("id", "=", "us-central").execute();
  await console.orders.askStripe({ orderId });
  await orderReaches(shop, orderId, { status: "error", payment_state: "paid" });
  return { shop, console, orderId };
}

/** A server that somebody made on the panel by hand, of what `paper-4gb` sells. */
async function serverByHand(shop: RunningShop, more: Record<string, unknown> = {}): Promise<number> {
  const { data: nodes } = (await panelCall(shop, "GET", "/nodes?include=allocations")) as unknown as {
    data: {
      attributes: { relationships: { allocations: { data: { attributes: { id: number; assigned: boolean } }[] } } };
    }[];
  };
  const free = nodes
    .flatMap((node) => node.attributes.relationships.allocations.data)
    .find(({ attributes }) => !attributes.assigned)!;
  const { attributes: egg } = (await panelCall(shop, "GET", "/nests/1/eggs/5?include=variables")) as unknown as {
    attributes: {
      docker_image: string;
      startup: string;
      relationships: { variables: { data: { attributes: { env_variable: string; default_value: string } }[] } };
    };
  };
  const variables = egg.relationships.variables.data.map(({ attributes: v }) => [v.env_variable, v.default_value]);
  // Provisioning made the customer's account before it found no room.
  const { data: users } = (await panelCall(shop, "GET", "/users?filter[email]=customer-1@example.com")) as unknown as {
    data: { attributes: { id: number } }[];
  };
  const made = (await panelCall(shop, "POST", "/servers", {
    name: "made-by-hand",
    user: users[0]!.attributes.id,
    egg: 5,
    docker_image: egg.docker_image,
    startup: egg.startup,
    environment: Object.fromEntries(variables) as unknown,
    limits: { memory: 4_096, swap: 0, disk: 20_480, io: 500, cpu: 200 },
    feature_limits: { databases: 1, allocations: 1, backups: 2 },
    allocation: { default: free.attributes.id },
    ...more,
  })) as { attributes: { id: number } };
  await vi.waitFor(
    async () =>
      expect(await panelCall(shop, "GET", `/servers/${made.attributes.id}`)).toMatchObject({
        attributes: { status: null },
      }),
    { timeout: 10_000 },
  );
  return made.attributes.id;
}

test("a server that was made by hand becomes the order's, on the panel and here", async () => {
  const { shop, console, orderId } = await paidWithoutServer();
  const serverId = await serverByHand(shop);
  const { says, order } = await console.acts.linkServer({ orderId, serverId, reason: WHY });
  expect(says).toBe(`Server ${serverId} is the order's.`);
  expect(order).toMatchObject({ status: "provisioned", serviceState: "active", server: { id: serverId } });
  expect(await serversOf(shop, orderId)).toMatchObject([{ id: serverId, name: "made-by-hand" }]);
  const again = await console.acts.linkServer({ orderId, serverId, reason: WHY });
  expect(again.says).toBe(says);
  expect(auditOf(shop, orderId).filter(({ act }) => act === "link_server")).toHaveLength(1);
  const { error } = await safe(console.acts.linkServer({ orderId, serverId: serverId + 1, reason: WHY }));
  expect(error).toMatchObject({
    code: "ORDER_TRANSITION_REFUSED",
    message: `The order has server ${serverId} already.`,
  });
});

test("a server that is not what was sold is linked only when an operator has seen how it differs", async () => {
  const { shop, console, orderId } = await paidWithoutServer();
  const limits = { memory: 2_048, swap: 0, disk: 20_480, io: 500, cpu: 200 };
  const serverId = await serverByHand(shop, { limits });
  const { error } = await safe(console.acts.linkServer({ orderId, serverId, reason: WHY }));
  expect(error).toMatchObject({
    code: "SERVER_CONTRADICTED",
    message: `Server ${serverId} is not what was sold: it has memory 2048 MiB where 4096 MiB was sold.`,
  });
  expect(await serversOf(shop, orderId)).toEqual([]);
  expect(orderRecord(shop, orderId).status).toBe("error");
  await console.acts.linkServer({ orderId, serverId, acceptDifferences: true, reason: WHY });
  await orderReaches(shop, orderId, { status: "provisioned", ptero_server_id: serverId });
  const { build } = shop.db.prepare("SELECT build FROM orders WHERE id = ?").get(orderId) as { build: string };
  expect(JSON.parse(build)).toMatchObject({ memoryMb: 2_048, diskMb: 20_480 });
});

test("another order's server, and one that is not there, are linked to nobody", async () => {
  const { shop, console, orderId } = await paidWithoutServer();
  const serverId = await serverByHand(shop);
  await console.acts.linkServer({ orderId, serverId, reason: WHY });
  const other = await checkOut(shop, { region: "us-east" }, "customer-2");
  await pay(shop, other.sessionId);
  await shop.engine
    .contextFor("t")
    .deps.db.updateTable("regions")
    .set({ spec: '{"id":"us-east","name":"E","location_ids":[99],"placement":"nodes"}' })
    .where("id", "=", "us-east")
    .execute();
  await console.orders.askStripe({ orderId: other.orderId });
  await orderReaches(shop, other.orderId, { status: "error", payment_state: "paid" });
  const ask = (id: number) => safe(console.acts.linkServer({ orderId: other.orderId, serverId: id, reason: WHY }));
  expect((await ask(serverId)).error).toMatchObject({
    code: "SERVER_TAKEN",
    message: `Server ${serverId} is order ${orderId}'s.`,
  });
  expect((await ask(99_999)).error).toMatchObject({ code: "SERVER_NOT_FOUND" });
  expect(holdsOf(shop, other.orderId)).toEqual([]);
});

test("a server that is gone from the panel is replaced by one that is there, which stands still where the order must", async () => {
  const { shop, console, orderId } = await paidWithoutServer();
  const first = await serverByHand(shop);
  await console.acts.linkServer({ orderId, serverId: first, reason: WHY });
  const second = await serverByHand(shop);
  const there = await safe(console.acts.linkServer({ orderId, serverId: second, reason: WHY }));
  expect(there.error).toMatchObject({ message: `The order has server ${first} already.` });
  await panelCall(shop, "DELETE", `/servers/${first}`);
  await console.acts.suspend({ orderId, reason: WHY });
  const { order } = await console.acts.linkServer({ orderId, serverId: second, reason: WHY });
  expect(order).toMatchObject({ status: "provisioned", serviceState: "suspended", server: { id: second } });
  await vi.waitFor(
    async () => expect(await serversOf(shop, orderId)).toMatchObject([{ id: second, suspended: true }]),
    {
      timeout: 10_000,
    },
  );
});
