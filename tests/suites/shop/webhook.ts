import { Stripe } from "stripe";
import type { RunningShop } from "./running-shop.ts";

/** An event's bytes, signed as Stripe signs them. */
export interface SignedEvent {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function signed(body: string, secret: string, at: number = Date.now()): SignedEvent {
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret,
    timestamp: Math.floor(at / 1_000),
  });
  return { body, headers: { "stripe-signature": signature, "content-type": "application/json; charset=utf-8" } };
}

/** A snapshot event about `object`. */
export const eventBody = (type: string, object: Record<string, unknown>, over: Record<string, unknown> = {}): string =>
  JSON.stringify({
    id: `evt_${crypto.randomUUID().replaceAll("-", "")}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created: Math.floor(Date.now() / 1_000),
    livemode: false,
    type,
    data: { object },
    ...over,
  });

export const deliver = (shop: RunningShop, event: SignedEvent, route = "/api/stripe/webhook"): Promise<Response> =>
  fetch(new URL(route, shop.engine.ingressUrl), { method: "POST", ...event });
