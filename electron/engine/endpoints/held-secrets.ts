import { z } from "zod";
import type { Deps } from "../deps.ts";
import { headersText, payloadText } from "../events/packed-text.ts";
import { readSignatureHeader } from "../events/signature-header.ts";
import { fingerprintOf, signs } from "../events/webhook-secrets.ts";

/** What is known of the secrets that endpoints sign with. */
export interface HeldSecrets {
  /** By endpoint: those that Stripe showed. */
  readonly ofEndpoint: ReadonlyMap<
    string,
    { readonly fingerprint: string; readonly keptAt: number; readonly usedAt: number | null }
  >;
  /** Those that were configured; which endpoint each is of, nobody said. */
  readonly configured: readonly { readonly fingerprint: string; readonly usedAt: number | null }[];
}

const LOOKED_AT = 30;
const Headers = z.record(z.string(), z.string());

/** The secrets that are held, and when each last signed a request that was accepted, as far back as the newest thirty. */
export async function heldSecrets({
  db,
  options,
  secrets,
}: Pick<Deps, "db" | "options" | "secrets">): Promise<HeldSecrets> {
  const arrivals = await newestAccepted(db);
  const usedAt = (secret: string): number | null =>
    arrivals.find(({ header, payload }) => signs(secret, header, payload))?.at ?? null;
  const ofEndpoint = new Map(
    secrets
      .current()
      .flatMap(({ secret, origin, keptAt, validUntil }) =>
        origin.kind === "endpoint" && validUntil === null
          ? [[origin.endpointId, { fingerprint: fingerprintOf(secret), keptAt, usedAt: usedAt(secret) }] as const]
          : [],
      ),
  );
  const configured = options.stripe.webhookSecrets.map((secret) => ({
    fingerprint: fingerprintOf(secret),
    usedAt: usedAt(secret),
  }));
  return { ofEndpoint, configured };
}

async function newestAccepted(db: Deps["db"]) {
  const rows = await db
    .selectFrom("webhook_requests as r")
    .innerJoin("stripe_events_log as e", "e.event_id", "r.event_id")
    .select(["r.received_at", "r.headers", "r.headers_packed", "r.body", "e.payload", "e.payload_packed"])
    .where("r.verdict", "=", "accepted")
    .where("r.source", "=", "endpoint")
    .orderBy("r.id", "desc")
    .limit(LOOKED_AT)
    .execute();
  return rows.map((row) => ({
    at: row.received_at,
    header: readSignatureHeader(Headers.parse(JSON.parse(headersText(row)))["stripe-signature"] ?? ""),
    payload: row.body ?? payloadText(row),
  }));
}
