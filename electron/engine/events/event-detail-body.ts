import type { Db } from "../store/open-store.ts";
import { payloadText } from "./packed-text.ts";

interface Kept {
  /** The arrival's own bytes; null where the event's row has them, or they were not kept. */
  readonly body: Uint8Array | null;
  readonly payload: string | null;
  readonly payload_packed: Uint8Array | null;
}

/** An arrival's body as text, and in base64 where it is no UTF-8; null where it was not kept. */
export function bodyOf({ body, payload, payload_packed }: Kept): {
  readonly payload: string | null;
  readonly payloadBase64: string | null;
} {
  if (!body)
    return { payload: payload === null ? null : payloadText({ payload, payload_packed }), payloadBase64: null };
  const bytes = Buffer.from(body);
  const text = bytes.toString("utf8");
  const exact = Buffer.from(text, "utf8").equals(bytes);
  return { payload: text, payloadBase64: exact ? null : bytes.toString("base64") };
}

/** The body of an arrival, and whether a good signature or Stripe itself vouches for it; undefined where there is no such entry. */
export async function readBody(db: Db, id: number) {
  const row = await db
    .selectFrom("webhook_requests as r")
    .leftJoin("stripe_events_log as e", "e.event_id", "r.event_id")
    .select(["r.body", "r.verdict", "e.payload", "e.payload_packed"])
    .where("r.id", "=", id)
    .executeTakeFirst();
  return row && { payload: bodyOf(row).payload, proved: row.verdict !== "rejected" };
}
