import { createHash, createHmac } from "node:crypto";
import type { EngineOptions } from "../ports.ts";
import type { SigningSecrets } from "../secrets/signing-secrets.ts";
import type { SignatureHeader } from "./signature-header.ts";

/** A signing secret that is known here, and whose it is. */
export interface KnownSecret {
  readonly secret: string;
  /** Null for this environment's own. */
  readonly environment: string | null;
  /** Where it was learned; not said where it was configured. A pasted one is tried, and not held. */
  readonly origin?: "forward" | "endpoint" | "pasted";
}

/** Whether it is one that this environment's requests are accepted by. */
export const isHeld = ({ environment, origin }: KnownSecret): boolean => environment === null && origin !== "pasted";

/** Whose it is, as the end of `signed with …`. */
export function whoseSecret({ environment, origin }: KnownSecret): string {
  if (environment !== null) return `the secret of ${environment}`;
  if (origin === "pasted") return "the secret that you pasted";
  return origin === "forward" ? "the secret of stripe listen" : "our secret";
}

/** What a request is measured by: this environment, and every signing secret that is known on this machine. */
export interface Known {
  readonly environment: string;
  readonly livemode: boolean;
  readonly secrets: readonly KnownSecret[];
}

type Given = Pick<EngineOptions, "env" | "stripe">;
type Learned = Pick<SigningSecrets, "current">;

/** What this environment's requests are verified by: what the engine was started with, and what it learned since. */
export const ownSecrets = ({ stripe }: Pick<Given, "stripe">, learned: Learned): readonly string[] => [
  ...stripe.webhookSecrets,
  ...learned.current().map(({ secret }) => secret),
];

/** All that is known here: this environment's own secrets first, then those of others, by which a refusal says whose it is. */
export function knownOf({ env, stripe }: Given, learned: Learned): Known {
  const given = stripe.webhookSecrets.map((secret) => ({ secret, environment: null }));
  const kept = learned.current().map(({ secret, origin }) => ({ secret, environment: null, origin: origin.kind }));
  const own = [...given, ...kept];
  return { environment: env, livemode: env === "live", secrets: [...own, ...(stripe.otherWebhookSecrets ?? [])] };
}

/** How a secret is told apart from others without telling it: four hex digits of its SHA-256. */
export const fingerprintOf = (secret: string): string => createHash("sha256").update(secret).digest("hex").slice(0, 4);

/** The v1 that `secret` makes of `payload` at that time (epoch s). */
export const signatureOf = (secret: string, signedAt: number, payload: Uint8Array | string): string =>
  createHmac("sha256", secret).update(`${signedAt}.`).update(payload).digest("hex");

/** Whether `secret` signed `payload` under this header, whatever its age. For the diagnosis only: stripe-node decides. */
export function signs(secret: string, { signedAt, v1 }: SignatureHeader, payload: Uint8Array | string): boolean {
  if (signedAt === null) return false;
  const expected = signatureOf(secret, signedAt, payload);
  return v1.some((given) => given.toLowerCase() === expected);
}
