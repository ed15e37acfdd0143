import type Stripe from "stripe";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { readSignatureHeader } from "./signature-header.ts";

/** Stripe's own tolerance, in seconds. */
const TOLERANCE_S = 300;
/** stripe-node's word for "don't look at the time". */
const ANY_AGE = 0;

/** stripe-node's verifier; passed in, because the SDK is loaded lazily. */
export type VerifyHeader = (
  payload: Uint8Array,
  header: string,
  secret: string,
  tolerance: number,
  cryptoProvider: undefined,
  receivedAt: number,
) => boolean;

export type SignatureCode =
  "SIGNATURE_MISSING" | "SIGNATURE_MALFORMED" | "SIGNATURE_MISMATCH" | "SIGNATURE_STALE" | "NO_SECRET";

export interface SignatureRefused {
  readonly code: SignatureCode;
  readonly says: string;
}

/**
 * Whether one of our secrets signed these bytes within five minutes of `receivedAt` (epoch ms). Several secrets are tried:
 * a rolled one stays good for a while, and the CLI's own differs from an endpoint's. The value says when it was signed
 * (epoch ms) and by which of them: from that the way in is told, and it goes nowhere else.
 */
export function verifySignature(
  payload: Uint8Array,
  header: string | undefined,
  secrets: readonly string[],
  verify: VerifyHeader,
  receivedAt: number,
): Result<{ readonly signedAt: number; readonly signedBy: string }, SignatureRefused> {
  if (!header)
    return refused("SIGNATURE_MISSING", "No Stripe-Signature header: the sender is not Stripe, or a proxy dropped it.");
  const { signedAt, trouble } = readSignatureHeader(header);
  if (signedAt === null || trouble) return refused("SIGNATURE_MALFORMED", `The Stripe-Signature header ${trouble}.`);
  if (secrets.length === 0)
    return refused(
      "NO_SECRET",
      "No webhook signing secret is known. Start the forward, or set WAYBILL_STRIPE_WEBHOOK_SECRET.",
    );
  const tidy = header.replaceAll(/\s/g, ""); // some proxies put a blank after each comma, which stripe-node takes amiss
  const fitting = (tolerance: number) =>
    secrets.find((secret) => accepts(() => verify(payload, tidy, secret, tolerance, undefined, receivedAt)));
  const signedBy = fitting(TOLERANCE_S);
  if (signedBy !== undefined) return ok({ signedAt: signedAt * 1_000, signedBy });
  if (fitting(ANY_AGE) !== undefined) {
    const age = Math.round((receivedAt / 1_000 - signedAt) / 60);
    return refused("SIGNATURE_STALE", `Signed ${age} min ago, more than 5 min allowed: replayed, or a clock is wrong.`);
  }
  return refused("SIGNATURE_MISMATCH", "Signed with a secret that we do not hold, or changed on the way.");
}

const refused = (code: SignatureCode, says: string) => err({ code, says });

function accepts(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false; // stripe-node tells a mismatch by throwing
  }
}

let loading: Promise<VerifyHeader> | undefined;

/** stripe-node's verifier, loaded once. The engine asks for it in the background as soon as it listens. */
export function loadVerifier(): Promise<VerifyHeader> {
  loading ??= import("stripe").then(({ default: StripeClient }) => {
    const { signature } = (StripeClient as unknown as { webhooks: Stripe["webhooks"] }).webhooks;
    if (!signature) throw new Error("stripe-node came without its signature verifier");
    return signature.verifyHeader.bind(signature);
  });
  return loading;
}
