import { adminPageOf } from "../panel/admin-page.ts";
import type { EngineOptions } from "../ports.ts";
import type { TraceFacts } from "../trace/trace-facts.ts";

type Where = Pick<EngineOptions, "env" | "stripe" | "panel">;

const DASHBOARD = "https://dashboard.stripe.com";

/**
 * Where staff see the purchase at Stripe: its subscription, else its payment, else its Session. A stand-in has pages of
 * its own under the API's address. Null before Stripe knows of the order.
 */
export function stripeUrl({ order, session }: TraceFacts, { env, stripe }: Where): string | null {
  const subscription = order.stripe_subscription_id;
  const sessionId = session?.stripe_session_id;
  if (stripe.apiBase !== null) {
    const origin = `${withoutSlash(stripe.apiBase)}/test`;
    if (subscription) return `${origin}/subscriptions/${subscription}`;
    return sessionId ? `${origin}/checkout/sessions/${sessionId}` : null;
  }
  const origin = env === "live" ? DASHBOARD : `${DASHBOARD}/test`;
  if (subscription) return `${origin}/subscriptions/${subscription}`;
  if (order.stripe_payment_intent_id) return `${origin}/payments/${order.stripe_payment_intent_id}`;
  // A Session that nobody paid has no page; the dashboard's search finds it by its id.
  return sessionId ? `${origin}/search?query=${encodeURIComponent(sessionId)}` : null;
}

/** The server's page in the panel's admin area; null without a panel's address. */
export const panelServerUrl = (serverId: number, { panel }: Where): string | null => adminPageOf(panel, serverId);

const withoutSlash = (url: string): string => url.replace(/\/+$/, "");
