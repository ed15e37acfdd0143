import { expect } from "vitest";
import type { CustomerDid } from "../../../electron/sandbox/scenarios/customers/simulate-customers.ts";
import { startOlderShop } from "../../../electron/sandbox/scenarios/older-shop/start-older-shop.ts";
import type { Sandbox } from "../../../electron/sandbox/start-sandbox.ts";
import { onTestFinished } from "vitest";
import { exampleCatalog } from "../shop/running-shop.ts";
import { control } from "./open-lab.ts";
import { eventsOf } from "./purchases.ts";
import { type WireClient, withoutIds } from "./wire-client.ts";
import { expectSoon } from "./expect-soon.ts";

/** A storefront that makes no mistake, for customers to buy at. Its origin. */
export async function openGoodShop({ stripe, panel, keys }: Sandbox): Promise<string> {
  const shop = await startOlderShop({
    stripeUrl: stripe,
    stripeKey: keys.stripe_secret_key,
    panelUrl: panel,
    panelKey: keys.panel_api_key,
    catalog: exampleCatalog(),
    mistakes: [],
  });
  onTestFinished(() => shop.close());
  return shop.url;
}

/** Lets customers come from outside, and expects that they could. */
export async function customersCome(sandbox: Sandbox, asked: object): Promise<CustomerDid[]> {
  const { status, body } = await control(sandbox, "POST", "customers", asked);
  expect(status, JSON.stringify(body)).toBe(200);
  return body["customers"] as CustomerDid[];
}

/** Waits until no webhook is on its way, so that all that was told has been acted on. */
export async function allTold(client: WireClient): Promise<void> {
  await expectSoon(async () =>
    (await eventsOf(client)).reduce((sum, { pending_webhooks }) => sum + pending_webhooks, 0),
  ).toBe(0);
}

type Row = Record<string, unknown>;

/** The rows of a shop's `GET /api/servers`. */
export async function rowsAt(shopUrl: string): Promise<Row[]> {
  const answer = await fetch(`${shopUrl}/api/servers`);
  return ((await answer.json()) as { servers: Row[] }).servers;
}

/** Every server on the panel. */
export async function serversOn(client: WireClient): Promise<Row[]> {
  const { body } = await client.panel("GET", "/servers?per_page=1000");
  return (body["data"] as { attributes: Row }[]).map(({ attributes }) => attributes);
}

/** What customers did and what stands because of it, without what differs from run to run. */
export async function traceOf(
  client: WireClient,
  customers: readonly CustomerDid[],
  shopUrl: string,
): Promise<unknown> {
  const rows = await rowsAt(shopUrl);
  return {
    did: customers.map(({ email, plan_id, did }) => [email, plan_id, ...did.map(withoutPorts)]),
    told: (await eventsOf(client)).map(({ type }) => type),
    rows: rows.map(({ plan_id, status, error_message }) => [plan_id, status, withoutPorts(String(error_message))]),
    servers: (await serversOn(client)).map(({ name, node, limits }) => [name, node, limits]),
  };
}

const withoutPorts = (text: string) => withoutIds(text).replaceAll(/127\.0\.0\.1:\d+/g, "shop");
