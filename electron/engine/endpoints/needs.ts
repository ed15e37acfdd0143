import type { Environment } from "../../../shared/kernel/environment.ts";
import { WEBHOOK_PATH } from "../events/diagnosis-checks.ts";
import { HANDLED_TYPES } from "../events/event-types.ts";
import type { EngineOptions } from "../ports.ts";

/** What Waybill needs of a webhook endpoint. */
export interface Needs {
  readonly env: Environment;
  /** The addresses that lead to this engine, the best first. */
  readonly addresses: readonly string[];
  /** The one to give to Stripe; null where Stripe could reach none of them. */
  readonly target: string | null;
  readonly types: readonly string[];
  /** In which events are read: the version that the SDK is pinned to. */
  readonly apiVersion: string;
  readonly livemode: boolean;
  /** Stripe is a stand-in on this machine, so that it reaches what only this machine reaches. */
  readonly stripeIsLocal: boolean;
}

/** What an endpoint has to be like for this engine. `ingressUrl` is where it listens. */
export function needsOf(
  { env, stripe, storefront }: Pick<EngineOptions, "env" | "stripe" | "storefront">,
  ingressUrl: string,
  apiVersion: string,
): Needs {
  const stripeIsLocal = stripe.apiBase !== null && isLoopback(stripe.apiBase);
  const addresses = [storefront.publicUrl, ingressUrl]
    .filter((origin) => origin !== null)
    .map((origin) => origin.replace(/\/+$/, "") + WEBHOOK_PATH);
  return {
    env,
    addresses,
    target: addresses.find((address) => stripeIsLocal || !isLoopback(address)) ?? null,
    types: HANDLED_TYPES,
    apiVersion,
    livemode: env === "live",
    stripeIsLocal,
  };
}

/** Whether an address leads to the machine itself, or to a network that Stripe is not in. */
export function isLoopback(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? "";
  return /^(?:localhost|.*\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+)$/.test(
    host,
  );
}

/** The version that stripe-node speaks, read of the SDK itself. */
export async function pinnedVersion(): Promise<string> {
  const { default: StripeClient } = await import("stripe");
  return (StripeClient as unknown as { readonly API_VERSION: string }).API_VERSION;
}
