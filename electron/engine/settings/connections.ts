import type { Connection } from "../../../shared/contract/settings.ts";
import type { Deps } from "../deps.ts";
import { fingerprintOf } from "../events/webhook-secrets.ts";

/** What the engine was started with. No secret is among it: keys by their first letters and last four, others by a fingerprint. */
export function connectionsOf({ options, secrets }: Pick<Deps, "options" | "secrets">): Connection[] {
  const { stripe, panel, storefront } = options;
  const given = stripe.webhookSecrets.map((secret) =>
    secretOf("Signing secret", fingerprinted(secret), "WAYBILL_STRIPE_WEBHOOK_SECRET", "Webhooks are verified by it."),
  );
  const learned = secrets.current().map(({ secret, origin }) => {
    const from = origin.kind === "forward" ? "stripe listen" : origin.endpointId;
    return secretOf("Signing secret", fingerprinted(secret), from, "Learned while Waybill ran, and kept.");
  });
  const none = secretOf(
    "Signing secret",
    null,
    "WAYBILL_STRIPE_WEBHOOK_SECRET",
    "Without one every webhook is refused.",
  );
  return [
    secretOf("Stripe key", maskedKey(stripe.secretKey), "WAYBILL_STRIPE_SECRET_KEY", "Asks Stripe, and sells by it."),
    plain(
      "Stripe's address",
      stripe.apiBase ?? "https://api.stripe.com",
      "WAYBILL_STRIPE_API_BASE",
      "Stripe itself, or a stand-in.",
    ),
    ...(given.length + learned.length === 0 ? [none] : [...given, ...learned]),
    plain("Panel", panel.url, "WAYBILL_PANEL_URL", `A ${panel.kind === "pelican" ? "Pelican" : "Pterodactyl"} panel.`),
    secretOf("Panel key", maskedKey(panel.apiKey), "WAYBILL_PANEL_API_KEY", "Makes servers and customers there."),
    secretOf(
      "Storefront's token secret",
      fingerprinted(storefront.jwtSecret),
      "WAYBILL_JWT_SECRET",
      "Proves who a customer is.",
    ),
    plain("Storefront's key set", storefront.jwksUrl, "WAYBILL_JWKS_URL", "Proves who a customer is, by public keys."),
    plain("Storefront", storefront.publicUrl, "WAYBILL_PUBLIC_URL", "Where customers come back to after paying."),
    plain(
      "Allowed origins",
      storefront.origins.join(", ") || null,
      "WAYBILL_STOREFRONT_ORIGINS",
      "Which pages may call.",
    ),
    plain("Database", options.databaseFile, "--data-dir", "One SQLite file, and its backups beside it."),
  ];
}

const secretOf = (name: string, value: string | null, setBy: string, says: string): Connection => ({
  name,
  value,
  isSecret: true,
  setBy,
  says,
});
const plain = (name: string, value: string | null, setBy: string, says: string): Connection => ({
  name,
  value,
  isSecret: false,
  setBy,
  says,
});

/** `sk_test_…a8Fq`: its kind and its last four. What is too short for that is not told apart. Pure. */
export function maskedKey(key: string | null): string | null {
  if (key === null) return null;
  const prefix = /^(?:[a-z]{2}_(?:test|live)_|[a-z]{3,5}_)/.exec(key)?.[0] ?? "";
  return key.length < prefix.length + 12 ? `${prefix}…` : `${prefix}…${key.slice(-4)}`;
}

const fingerprinted = (secret: string | null): string | null =>
  secret === null ? null : `fingerprint ${fingerprintOf(secret)}`;
