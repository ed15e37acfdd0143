import type { StripeFault } from "./stripe-gateway.ts";

/** The fields of a StripeError that are used; read by shape, so that stripe-node need not be loaded to do it. */
interface StripeErrorLike {
  readonly type?: string;
  readonly code?: string;
  readonly message?: string;
  readonly statusCode?: number;
  readonly requestId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What went wrong, told apart by what a caller may do about it. Never carries a key. */
export function stripeFaultOf(cause: unknown): StripeFault {
  const error = (typeof cause === "object" && cause !== null ? cause : {}) as StripeErrorLike;
  const rest = {
    stripeCode: error.code ?? error.type ?? null,
    requestId: error.requestId ?? null,
    retryAfterMs: retryAfter(error.headers?.["retry-after"]),
  };
  const told = withoutKeys(error.message ?? String(cause));
  const status = error.statusCode;
  if (status === undefined) return { code: "STRIPE_UNREACHABLE", says: `Stripe did not answer: ${told}`, ...rest };
  if (status === 404) return { code: "STRIPE_NOT_FOUND", says: `Stripe does not know this: ${told}`, ...rest };
  if (status >= 500 || status === 429 || status === 409)
    return { code: "STRIPE_UNREACHABLE", says: `Stripe answered ${status}: ${told}`, ...rest };
  if (status === 401)
    return {
      code: "STRIPE_REFUSED",
      says: `Stripe refused the key. Check WAYBILL_STRIPE_SECRET_KEY. It said: ${told}`,
      ...rest,
    };
  if (status === 403) return { code: "STRIPE_REFUSED", says: `The Stripe key lacks a permission: ${told}`, ...rest };
  return { code: "STRIPE_REFUSED", says: `Stripe refused: ${told}`, ...rest };
}

/** Stripe repeats the key it was given, partly starred; not even that part is ours to show. */
export const withoutKeys = (text: string) => text.replaceAll(/\b(sk|rk|pk|whsec)_[A-Za-z0-9_*]+/g, "$1_…");

function retryAfter(header: string | undefined): number | null {
  const seconds = Number(header);
  return header && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}
