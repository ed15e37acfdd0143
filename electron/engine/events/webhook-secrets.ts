import { createHash, createHmac } from "node:crypto";
import type { EngineOptions } from "../ports.ts";
import type { SignatureHeader } from "./signature-header.ts";

/** A signing secret that is known here, and whose it is. */
export interface KnownSecret {
  readonly secret: string;
  /** Null for this environment's own. */
  readonly environment: string | null;
}

/** What a request is measured by: this environment, and every signing secret that is known on this machine. */
export interface Known {
  readonly environment: string;
  readonly livemode: boolean;
  readonly secrets: readonly KnownSecret[];
}

/** All that is known here: this environment's own secrets first, then those of others, by which a refusal says whose it is. */
export function knownOf({ env, stripe }: Pick<EngineOptions, "env" | "stripe">): Known {
  const own = stripe.webhookSecrets.map((secret) => ({ secret, environment: null }));
  return { environment: env, livemode: env === "live", secrets: [...own, ...(stripe.otherWebhookSecrets ?? [])] };
}

/** How a secret is told apart from others without telling it: four hex digits of its SHA-256. */
export const fingerprintOf = (secret: string): string => createHash("sha256").update(secret).digest("hex").slice(0, 4);

/** Whether `secret` signed `payload` under this header, whatever its age. For the diagnosis only: stripe-node decides. */
export function signs(secret: string, { signedAt, v1 }: SignatureHeader, payload: Uint8Array | string): boolean {
  if (signedAt === null) return false;
  const expected = createHmac("sha256", secret).update(`${signedAt}.`).update(payload).digest("hex");
  return v1.some((given) => given.toLowerCase() === expected);
}
