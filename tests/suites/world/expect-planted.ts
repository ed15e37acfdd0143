import { expect } from "vitest";
import type { DriftKind } from "../../../electron/sandbox/world/drift.ts";
import type { Planted, TrueOrder } from "../../../electron/sandbox/world/ground-truth.ts";
import { exampleCatalog } from "../shop/running-shop.ts";
import type { WireClient } from "../scenarios/wire-client.ts";

type Json = Record<string, unknown>;

/** A planted drift with all that the two APIs say about its order. */
export interface Found {
  readonly client: WireClient;
  readonly planted: Planted;
  readonly order: TrueOrder;
  readonly session: Json;
  readonly subscription: Json;
  readonly charge: Json;
  /** The server under the order's id; null where there is none. */
  readonly server: Json | null;
}

/** Asks both APIs about a planted drift's order. */
export async function lookAt(client: WireClient, planted: Planted, order: TrueOrder): Promise<Found> {
  const ask = async (route: string) => (await client.stripe("GET", route)).body;
  const subscription = await ask(`/v1/subscriptions/${planted.subscription_id}`);
  const charges = (await ask(`/v1/charges?customer=${planted.customer_id}&limit=100`))["data"] as Json[];
  const found = await client.panel("GET", `/servers/external/${planted.order_id}`);
  return {
    client,
    planted,
    order,
    session: await ask(`/v1/checkout/sessions/${planted.session_id}`),
    subscription,
    charge: charges.at(-1)!,
    server: found.status === 200 ? (found.body["attributes"] as Json) : null,
  };
}

const PAID = { status: "complete", payment_status: "paid" };
const RUNS = { status: null, suspended: false };

async function serversNamed({ client, order }: Found): Promise<Json[]> {
  const { body } = await client.panel(
    "GET",
    `/servers?filter[name]=${encodeURIComponent(order.server_name)}&per_page=100`,
  );
  const rows = (body["data"] as { attributes: Json }[]).map(({ attributes }) => attributes);
  return rows.filter(({ name }) => name === order.server_name);
}

const planOf = ({ order }: Found) => exampleCatalog().plans.find(({ id }) => id === order.plan_id)!;

const paidWithoutServer = ({ session, server }: Found) => {
  expect(session).toMatchObject(PAID);
  expect(server).toBeNull();
};

/** How each kind of drift shows on the two APIs. */
const EXPECTATIONS: Readonly<Record<DriftKind, (found: Found) => unknown>> = {
  session_without_order(found) {
    paidWithoutServer(found);
    expect(found.session["metadata"]).not.toHaveProperty("order_id");
  },
  event_never_made: paidWithoutServer,
  webhook_not_delivered: paidWithoutServer,
  paid_without_server: paidWithoutServer,
  server_deleted: paidWithoutServer,
  async paid_twice(found) {
    const { body } = await found.client.stripe(
      "GET",
      `/v1/checkout/sessions?customer_details[email]=${found.order.email}`,
    );
    const sessions = body["data"] as { metadata: { order_id: string }; payment_status: string }[];
    expect(sessions.map(({ metadata, payment_status }) => [metadata.order_id, payment_status])).toEqual([
      [found.order.order_id, "paid"],
      [found.order.order_id, "paid"],
    ]);
  },
  amount_mismatch({ session, order }) {
    expect(session).toMatchObject(PAID);
    expect(session["amount_subtotal"]).toBeLessThan(order.amount);
  },
  term_mismatch(found) {
    expect(found.session["metadata"]).toMatchObject({ term: "yearly" });
    expect(found.session["amount_subtotal"]).toBe(planOf(found).prices.monthly!.amount);
  },
  refunded_still_running({ charge, server }) {
    expect(charge).toMatchObject({ refunded: true });
    expect(server).toMatchObject(RUNS);
  },
  disputed_still_running({ charge, server }) {
    expect(charge).toMatchObject({ disputed: true });
    expect(server).toMatchObject(RUNS);
  },
  canceled_still_running({ subscription, server }) {
    expect(subscription).toMatchObject({ status: "canceled" });
    expect(server).toMatchObject(RUNS);
  },
  past_due_still_running({ subscription, server }) {
    expect(subscription).toMatchObject({ status: "past_due" });
    expect(server).toMatchObject(RUNS);
  },
  async server_duplicated(found) {
    const externals = (await serversNamed(found)).map(({ external_id }) => external_id);
    expect(externals).toEqual(expect.arrayContaining([found.order.order_id, null]));
  },
  async server_without_external_id(found) {
    expect(found.server).toBeNull();
    const servers = await serversNamed(found);
    expect(servers.map(({ id, external_id }) => [id, external_id])).toContainEqual([found.planted.server_id, null]);
  },
  server_suspended_though_paid({ subscription, server }) {
    expect(subscription).toMatchObject({ status: "active" });
    expect(server).toMatchObject({ suspended: true });
  },
  server_resized(found) {
    expect(found.server).toMatchObject({
      limits: { memory: planOf(found).ram_mb * 2, disk: planOf(found).disk_mb * 2 },
    });
  },
  async server_of_another_customer({ server, client, order }) {
    const { body } = await client.panel("GET", `/users/${String(server!["user"])}`);
    expect(body["attributes"]).not.toMatchObject({ email: order.email });
  },
  async server_in_another_region({ server, client, order }) {
    const { body } = await client.panel("GET", `/nodes/${String(server!["node"])}`);
    const { location_ids } = exampleCatalog().regions.find(({ id }) => id === order.region)!;
    expect(location_ids).not.toContain((body["attributes"] as Json)["location_id"]);
  },
  server_with_another_egg: (found) => expect(found.server!["egg"]).not.toBe(planOf(found).egg_id),
  install_failed: ({ server }) => expect(server).toMatchObject({ status: "install_failed" }),
  install_never_ended: ({ server }) => expect(server).toMatchObject({ status: "installing" }),
  async orphan_server(found) {
    const others = (await serversNamed(found)).filter(({ external_id }) => external_id !== found.order.order_id);
    expect(others.map(({ external_id }) => external_id)).toEqual([expect.stringMatching(/^ord_/)]);
  },
  async email_clash({ client, order }) {
    const { body } = await client.panel("GET", `/users?filter[email]=${order.email}`);
    expect(body["data"]).toMatchObject([
      { attributes: { email: order.email, external_id: expect.stringContaining("old-shop") as string } },
    ]);
  },
};

/** Expects a planted drift to show as its kind does. */
export async function expectPlanted(found: Found): Promise<void> {
  await EXPECTATIONS[found.planted.kind](found);
}
