import { shellQuote } from "./shell-quote.ts";

/**
 * A command that posts this very body to the ingress once more, signed anew by `$WAYBILL_WEBHOOK_SECRET`: the secret is never in
 * it. Needs bash or zsh, openssl and curl.
 */
export function asCurl(body: string, ingressUrl: string): string {
  const url = `${ingressUrl.replace(/\/+$/, "")}/api/stripe/webhook`;
  return [
    "(", // in a shell of its own, which ends where the secret is missing, and forgets the rest
    `: "\${WAYBILL_WEBHOOK_SECRET:?set it to the signing secret}"`,
    `body=${shellQuote(body)}`,
    "signed_at=$(date +%s)",
    `signature=$(printf '%s' "$signed_at.$body" |`,
    `  openssl dgst -sha256 -hmac "$WAYBILL_WEBHOOK_SECRET" | sed 's/^.* //')`,
    `printf '%s' "$body" | curl -sS -X POST ${shellQuote(url)} \\`,
    `  -H 'Content-Type: application/json; charset=utf-8' \\`,
    `  -H "Stripe-Signature: t=$signed_at,v1=$signature" \\`,
    "  --data-binary @-",
    ")",
  ].join("\n");
}
