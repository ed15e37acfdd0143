import { expect, vi } from "vitest";
import type { Sandbox } from "../../../electron/sandbox/start-sandbox.ts";
import type { RunningShop } from "./running-shop.ts";

/** The body of the storefront's own example call. */
export const PURCHASE = {
  plan_id: "paper-4gb",
  item_type: "game",
  term: "monthly",
  region: "us-central",
  server_name: "test-server",
};

export interface Checkout {
  readonly success: true;
  readonly sessionId: string;
  readonly url: string;
  readonly orderId: string;
}

/** Calls the checkout as a customer and expects it to work. */
export async function checkOut(
  shop: RunningShop,
  over: Partial<typeof PURCHASE> = {},
  as = "customer-1",
): Promise<Checkout> {
  const body = JSON.stringify({ ...PURCHASE, ...over });
  const answer = await shop.ask("/api/checkout/create-session", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    as,
  });
  const told: unknown = await answer.json();
  expect(answer.status, JSON.stringify(told)).toBe(200);
  return told as Checkout;
}

/** What stands on the other side of the wire; any engine may be on this one. */
interface OtherSide {
  readonly sandbox: Pick<Sandbox, "keys" | "panel" | "stripe">;
}

/** Calls the sandbox's Stripe as its API key's owner. */
export async function stripeCall(
  shop: OtherSide,
  method: "GET" | "POST" | "DELETE",
  route: string,
  form: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(route, shop.sandbox.stripe), {
    method,
    headers: {
      authorization: `Bearer ${shop.sandbox.keys.stripe_secret_key}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    ...(method === "GET" ? {} : { body: new URLSearchParams(form) }),
  });
  const told = (await answer.json()) as Record<string, unknown>;
  expect(answer.ok, `${method} ${route}: ${JSON.stringify(told)}`).toBe(true);
  return told;
}

/** Pays a Session by the payment-page API, as the CLI does. */
export async function pay(shop: OtherSide, sessionId: string): Promise<void> {
  const page = await stripeCall(shop, "GET", `/v1/payment_pages/${sessionId}`);
  const card = await stripeCall(shop, "POST", "/v1/payment_methods", { type: "card", "card[token]": "tok_visa" });
  const { due } = (page["total_summary"] ?? {}) as { due?: number };
  await stripeCall(shop, "POST", `/v1/payment_pages/${sessionId}/confirm`, {
    payment_method: String(card["id"]),
    ...(due === undefined ? {} : { expected_amount: String(due) }),
  });
}

export interface OrderRecord {
  readonly id: string;
  readonly status: string;
  readonly payment_state: string;
  readonly service_state: string;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly ptero_server_id: number | null;
  readonly ptero_identifier: string | null;
  readonly address: string | null;
  readonly stripe_subscription_id: string | null;
}

export const orderRecord = (shop: RunningShop, id: string): OrderRecord =>
  shop.db.prepare("SELECT * FROM orders WHERE id = ?").get(id) as OrderRecord;

/** Waits until the order's row matches; the failure shows how it stood. */
export async function orderReaches(shop: RunningShop, id: string, wanted: Partial<OrderRecord>): Promise<OrderRecord> {
  await vi.waitFor(() => expect(orderRecord(shop, id)).toMatchObject(wanted), { timeout: 10_000, interval: 15 });
  return orderRecord(shop, id);
}

/** The panel's servers whose external id is the order's, as the panel's own API tells them. */
export async function serversOf(shop: OtherSide, orderId: string): Promise<Record<string, unknown>[]> {
  const answer = await fetch(new URL("/api/application/servers?per_page=10000", shop.sandbox.panel), {
    headers: { authorization: `Bearer ${shop.sandbox.keys.panel_api_key}`, accept: "application/json" },
  });
  const { data } = (await answer.json()) as { data: { attributes: Record<string, unknown> }[] };
  return data.map((row) => row.attributes).filter((server) => server["external_id"] === orderId);
}
