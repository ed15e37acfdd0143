import { createHash, timingSafeEqual } from "node:crypto";
import { StripeRefusal } from "../wire/stripe-refusal.ts";

/** Refuses, as Stripe does, a request without this account's secret key: as Bearer token or as Basic user name. */
export function authenticate(authorization: string | undefined, secretKey: string): void {
  const given = keyOf(authorization ?? "");
  if (given === "") throw new StripeRefusal(401, { message: NO_KEY });
  if (!sameText(given, secretKey))
    throw new StripeRefusal(401, { message: `Invalid API Key provided: ${masked(given)}` });
}

function keyOf(authorization: string): string {
  const [scheme = "", value = ""] = authorization.trim().split(/\s+/, 2);
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return "";
  return Buffer.from(value, "base64").toString("utf8").split(":", 1)[0]!;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

// The first letters tell which kind of key it was, the last four which one; never the whole key.
function masked(key: string): string {
  const kind = /^(?:sk|rk|pk)_(?:test|live)_/.exec(key)?.[0] ?? "";
  const rest = key.slice(kind.length);
  return rest.length <= 4 ? `${kind}****` : kind + "*".repeat(Math.min(rest.length - 4, 20)) + rest.slice(-4);
}

const NO_KEY =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";
