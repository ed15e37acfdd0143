import { z } from "zod";
import { API_VERSION } from "../api-version.ts";
import { newId } from "../ids.ts";
import { signatureHeader } from "../webhooks/sign.ts";

/** One event as it goes to the CLI, which forwards `event_payload` byte for byte with these headers. */
export interface WebhookMessage {
  readonly type: "webhook_event";
  readonly endpoint: { readonly api_version: string | null };
  readonly event_payload: string;
  readonly http_headers: Readonly<Record<string, string>>;
  readonly webhook_id: string;
  readonly webhook_conversation_id: string;
}

interface Signed {
  readonly payload: string;
  /** What the signature is of, where something on the way writes the payload anew. */
  readonly signs?: string;
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly signedAt: number;
}

/**
 * The two messages of an event: one in the account's version, which `listen` forwards, and one in the latest, which
 * `listen --latest` does. Each acknowledges and drops the other.
 */
export const webhookMessages = (signed: Signed): readonly [WebhookMessage, WebhookMessage] => [
  webhookMessage(signed, null),
  webhookMessage(signed, API_VERSION),
];

const webhookMessage = (
  { payload, signs = payload, secret, signedAt }: Signed,
  api_version: string | null,
): WebhookMessage => ({
  type: "webhook_event",
  endpoint: { api_version },
  event_payload: payload,
  http_headers: {
    "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    Accept: "*/*; q=0.5, application/xml",
    "Cache-Control": "no-cache",
    "Content-Type": "application/json; charset=utf-8",
    "Stripe-Signature": signatureHeader(signs, secret, signedAt),
  },
  webhook_id: newId("webhook"),
  webhook_conversation_id: newId("webhook_conversation"),
});

/** What the CLI says back; what else it may say is nothing to this Stripe. */
const CliMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("event_ack"), webhook_conversation_id: z.string() }),
  z.object({
    type: z.literal("webhook_response"),
    webhook_conversation_id: z.string(),
    forward_url: z.string().catch(""),
    status: z.number().int(),
  }),
]);
export type CliMessage = z.infer<typeof CliMessage>;

/** Reads one frame; null for what is no message that is known. */
export function readCliMessage(text: string): CliMessage | null {
  try {
    return CliMessage.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
