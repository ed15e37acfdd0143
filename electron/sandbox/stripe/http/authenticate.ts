import { createHash, timingSafeEqual } from "node:crypto";
import type { ApiKey } from "../store/api-keys.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import type { World } from "../world.ts";

/** Who asks: the account's own key, or one that was declared beside it. */
export interface Caller {
  /** What may be shown of the key. */
  readonly hint: string;
  /** Null for the account's own key. */
  readonly key: ApiKey | null;
}

/**
 * Refuses, as Stripe does, a request without a key of this account, or with one that has expired. The key comes as Bearer
 * token or as Basic user name.
 */
export function authenticate(world: World, authorization: string | undefined, secretKey: string): Caller {
  const given = keyOf(authorization ?? "");
  if (given === "") throw new StripeRefusal(401, { message: NO_KEY });
  const hint = maskedKey(given);
  if (timingSafeEqual(digest(given), digest(secretKey))) return { hint, key: null };
  const key = world.apiKeys.byDigest(digestOf(given));
  if (!key) throw new StripeRefusal(401, { message: `Invalid API Key provided: ${hint}` });
  if (key.expired)
    throw new StripeRefusal(401, { code: "api_key_expired", message: `Expired API Key provided: ${hint}` });
  return { hint, key };
}

/** What may be shown of the key that a request came with. */
export const hintOf = (authorization: string | undefined): string => {
  const given = keyOf(authorization ?? "");
  return given === "" ? "no key" : maskedKey(given);
};

function keyOf(authorization: string): string {
  const [scheme = "", value = ""] = authorization.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(value, "base64").toString("utf8").split(":", 1)[0]!;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** By what a key is kept and found. */
export const digestOf = (key: string): string => digest(key).toString("hex");

/** The first letters tell which kind of key it was, the last four which one; never the whole key. */
export function maskedKey(key: string): string {
  const kind = /^(?:sk|rk|pk)_(?:test|live)_/.exec(key)?.[0] ?? "";
  const rest = key.slice(kind.length);
  return rest.length <= 4 ? `${kind}****` : kind + "*".repeat(Math.min(rest.length - 4, 20)) + rest.slice(-4);
}

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";
