import { createHmac } from "node:crypto";

/**
 * The `Stripe-Signature` header of one attempt: `t` is the second in which it is made, `v1` the HMAC-SHA256 of
 * `t.payload`. Signed afresh each time, or a retry would look like a replay.
 */
export function signatureHeader(payload: string, secret: string, nowMs: number): string {
  const t = Math.floor(nowMs / 1000);
  const v1 = createHmac("sha256", secret).update(`${t}.${payload}`, "utf8").digest("hex");
  return `t=${t},v1=${v1}`;
}
