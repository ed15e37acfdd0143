import { expect, vi } from "vitest";
import type { Sandbox } from "../../../electron/sandbox/start-sandbox.ts";
import { openLab, start, type Started } from "./open-lab.ts";
import { openReceiver, type Received } from "./open-receiver.ts";
import { type WireClient, wireClient } from "./wire-client.ts";

const PRICE = "price_paper_4gb_monthly";

/** Makes a session as a shop does. Its id. */
export async function newSession(client: WireClient, more: Record<string, string> = {}): Promise<string> {
  const { status, body } = await client.stripe("POST", "/v1/checkout/sessions", {
    mode: "subscription",
    "line_items[0][price]": PRICE,
    "line_items[0][quantity]": "1",
    success_url: "http://127.0.0.1:9/success",
    customer_email: "lena@example.com",
    ...more,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body["id"] as string;
}

/** Pays it as Stripe's own page does. */
export async function pay(client: WireClient, session: string, card = "visa"): Promise<void> {
  const method = await client.stripe("POST", "/v1/payment_methods", { type: "card", "card[token]": `tok_${card}` });
  const confirmed = await client.stripe("POST", `/v1/payment_pages/${session}/confirm`, {
    payment_method: method.body["id"] as string,
  });
  expect(confirmed.status, JSON.stringify(confirmed.body)).toBe(200);
}

interface ToldEvent {
  readonly id: string;
  readonly type: string;
  readonly pending_webhooks: number;
}

/** What Stripe's own list of events says, oldest first. */
export async function eventsOf(client: WireClient): Promise<ToldEvent[]> {
  const { body } = await client.stripe("GET", "/v1/events?limit=100");
  return (body["data"] as ToldEvent[]).toReversed();
}

/** A purchase seen by its shop: what Stripe lists, and what the shop was sent. */
export interface SeenPurchase {
  readonly sandbox: Sandbox;
  readonly client: WireClient;
  readonly session: string;
  readonly events: readonly ToldEvent[];
  readonly received: readonly Received[];
  /** What was received in the order in which it came: path, type, signature. */
  readonly lines: readonly string[];
}

/** One purchase while these scenarios run, until Stripe has nothing more to send or each event was tried once. */
export async function purchaseUnder(
  names: readonly string[],
  how: Started & { scale?: number } = {},
): Promise<SeenPurchase> {
  const { scale = 0.01, ...started } = how;
  const sandbox = await openLab({ scenarioScale: scale });
  const receiver = await openReceiver(() => sandbox.keys.stripe_webhook_secret);
  sandbox.pointWebhooksAt(receiver.url);
  if (names.length > 0) expect((await start(sandbox, names, started)).status).toBe(200);
  const client = wireClient(sandbox);
  const session = await newSession(client);
  await pay(client, session);
  const events = await vi.waitFor(
    async () => {
      const told = await eventsOf(client);
      const waiting = told.reduce((sum, { pending_webhooks }) => sum + pending_webhooks, 0);
      expect(waiting).toBe(receiver.received.filter((one) => one.status !== 200).length);
      return told;
    },
    { timeout: 10_000, interval: 10 },
  );
  const received = [...receiver.received];
  const lines = received.map(({ path, type, signature }) => `${path} ${type} ${signature}`);
  return { sandbox, client, session, events, received, lines };
}
