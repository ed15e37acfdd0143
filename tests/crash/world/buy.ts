import { vi } from "vitest";
import { type Checkout, pay, PURCHASE } from "../../suites/shop/purchase.ts";
import { tokenFor } from "../../suites/shop/token.ts";
import type { CrashWorld } from "./crash-world.ts";

const PATIENCE = { timeout: 20_000, interval: 25 };

/** Asks the ingress as the customer; undefined while nobody answers, as a storefront sees it. */
async function ask<T>(world: CrashWorld, route: string, init: RequestInit = {}): Promise<T | undefined> {
  const ingress = world.ingress();
  if (!ingress) return undefined;
  const authorization = `Bearer ${await tokenFor(world.sandbox.keys.jwt_secret, "customer-1")}`;
  try {
    const headers = { authorization, "content-type": "application/json" };
    const answer = await fetch(new URL(route, ingress), { ...init, headers });
    return answer.ok ? ((await answer.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Goes on until there is an answer. Gives up at once when the engine ended by itself. */
const insist = <T>({ engine }: CrashWorld, look: () => Promise<T | undefined>): Promise<T> =>
  Promise.race([vi.waitUntil(look, PATIENCE) as Promise<T>, engine.failed]);

/** Buys as a customer does: calls the checkout until it answers, pays, and looks at the dashboard until the server runs. */
export async function buy(world: CrashWorld): Promise<Checkout> {
  const body = JSON.stringify(PURCHASE);
  const asked = () => ask<Checkout>(world, "/api/checkout/create-session", { method: "POST", body });
  const checkout = await insist(world, asked);
  await pay(world, checkout.sessionId);
  await insist(world, async () => {
    const told = await ask<{ order: { status: string } }>(world, `/api/orders/${checkout.orderId}`);
    return told?.order.status === "provisioned" || undefined;
  });
  return checkout;
}
