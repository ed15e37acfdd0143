import type Stripe from "stripe";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { Clock } from "../ports.ts";
import { stripeEndpoints } from "./stripe-endpoints.ts";
import { stripeEvents } from "./stripe-events.ts";
import { stripeFaultOf } from "./stripe-fault.ts";
import type { StripeAnswer, StripeFault, StripeGateway } from "./stripe-gateway.ts";
import { stripeHistory } from "./stripe-history.ts";
import { stripeReads } from "./stripe-reads.ts";
import { stripeWrites } from "./stripe-writes.ts";

const TIMEOUT_MS = 20_000;

const NOT_CONFIGURED: StripeFault = {
  code: "STRIPE_NOT_CONFIGURED",
  says: "No Stripe key is set. Set WAYBILL_STRIPE_SECRET_KEY, then start again.",
  stripeCode: null,
  requestId: null,
  retryAfterMs: null,
};

/** Speaks to Stripe, or to whatever answers at `apiBase`, through stripe-node, which is loaded with the first call. */
export function createStripeGateway(
  config: { readonly secretKey: string | null; readonly apiBase: string | null },
  now: Clock,
): StripeGateway {
  let client: Promise<Stripe> | undefined;
  let latencyMs: number | null = null;
  let failure: string | null = null;

  /** `isTold`: its fault is Stripe's state for all to see. What is nice to know only must not alarm anybody. */
  const callThat = async <T>(isTold: boolean, ask: (stripe: Stripe) => Promise<T>): StripeAnswer<T> => {
    if (!config.secretKey) return err(NOT_CONFIGURED);
    client ??= connect(config.secretKey, config.apiBase);
    const startedAt = now();
    try {
      const value = await ask(await client);
      latencyMs = now() - startedAt;
      failure = null;
      return ok(value);
    } catch (cause) {
      const fault = stripeFaultOf(cause);
      if (isTold && fault.code !== "STRIPE_NOT_FOUND") failure = fault.says;
      return err(fault);
    }
  };
  const call = <T>(ask: (stripe: Stripe) => Promise<T>) => callThat(true, ask);

  return {
    ...stripeReads(call),
    ...stripeWrites(call),
    ...stripeHistory(call),
    ...stripeEndpoints(call),
    getAccount: () => callThat(false, (s) => s.accounts.retrieveCurrent()),
    ...stripeEvents(call),
    health: () => ({ latencyMs, failure }),
  };
}

async function connect(secretKey: string, apiBase: string | null): Promise<Stripe> {
  const { default: StripeClient } = await import("stripe");
  const common = { telemetry: false, maxNetworkRetries: 2, timeout: TIMEOUT_MS, appInfo: { name: "Waybill" } };
  if (!apiBase) return new StripeClient(secretKey, common);
  const { protocol, hostname, port } = new URL(apiBase);
  const secure = protocol === "https:";
  return new StripeClient(secretKey, {
    ...common,
    host: hostname,
    port: port || (secure ? "443" : "80"),
    protocol: secure ? "https" : "http",
  });
}
