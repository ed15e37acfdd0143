import { createHash, createHmac } from "node:crypto";
import type { Diagnosis } from "../../../shared/contract/diagnosis.ts";
import type { Arrival } from "./journal.ts";
import type { Known } from "./webhook-secrets.ts";

/** When every request of these tests arrived. Epoch ms. */
export const NOW = 1_795_000_000_000;
/** Two secrets of this environment, and one of another. */
export const [OURS, ROLLED, LIVE] = ["whsec_ours", "whsec_rolled", "whsec_live"] as const;
/** A test environment that knows all three. */
export const known: Known = {
  environment: "test",
  livemode: false,
  secrets: [
    { secret: OURS, environment: null },
    { secret: ROLLED, environment: null },
    { secret: LIVE, environment: "live" },
  ],
};
/** How a secret is told without telling it. */
export const fingerprint = (secret: string) => createHash("sha256").update(secret).digest("hex").slice(0, 4);

/** An event with letters, slashes and an empty list: what rewriting changes. */
export const EVENT = {
  id: "evt_1",
  object: "event",
  api_version: "2026-10-28.endive",
  data: {
    object: { id: "in_1", object: "invoice", customer_name: "Zoë Łukasz", lines: [], total: 0, url: "https://x/y" },
  },
  livemode: false,
  type: "invoice.paid",
};
/** As Stripe posts it. */
export const ORIGINAL = JSON.stringify(EVENT, null, 2);

/** The Stripe-Signature header that `secret` makes of `payload`. */
export const headerOf = (payload: string | Uint8Array, secret: string, at = NOW - 400) => {
  const t = Math.floor(at / 1_000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.`).update(payload).digest("hex")}`;
};

/** A request that carries `body` and was signed as `header` says. */
export const arrival = (body: string | Uint8Array, header: string | null, over: Partial<Arrival> = {}): Arrival => {
  const bytes = Buffer.from(body);
  return {
    receivedAt: NOW,
    source: "endpoint",
    method: "POST",
    path: "/api/stripe/webhook",
    remoteAddress: "127.0.0.1",
    headers: header === null ? {} : { "stripe-signature": header },
    body: bytes,
    bodyBytes: bytes.byteLength,
    ...over,
  };
};
/** A refusal as the ingress said it. */
export const refused = (code: string) => ({ code, says: "What the ingress said." });
/** What a diagnosis found of one part. */
export const partOf = (made: Diagnosis, part: string) => made.checks.find((check) => check.part === part);
