import { z } from "zod";
import type { EventDetail } from "../../../shared/contract/events.ts";
import type { Db } from "../store/open-store.ts";
import { arrivalRows, eventRow, listDeliveries } from "./event-rows.ts";
import { readEffects } from "./event-detail-effects.ts";
import { journeyOf } from "./event-detail-journey.ts";

const Headers = z.record(z.string(), z.string());
/** A stranger may post whatever he likes; credentials that came along are nobody's business. */
const CREDENTIALS = /^(authorization|proxy-authorization|cookie|x-api-key)$/i;

/** One arrival with all that is known of its event; undefined where the journal has no such id. */
export async function readEventDetail(db: Db, id: number): Promise<EventDetail | undefined> {
  const found = await arrivalRows(db)
    .select(["r.headers", "r.body", "r.body_bytes", "r.remote_address", "r.answered_status", "r.answered_at"])
    .select(["e.payload", "e.created_at", "e.processed_at"])
    .where("r.id", "=", id)
    .executeTakeFirst();
  if (!found) return undefined;
  const row = eventRow(found);
  return {
    ...row,
    payload: found.body ? Buffer.from(found.body).toString("utf8") : found.payload,
    bodyBytes: found.body_bytes,
    headers: readHeaders(found.headers),
    remoteAddress: found.remote_address,
    answeredStatus: found.source === "catch_up" ? null : found.answered_status,
    deliveries: row.eventId === null ? [row] : await listDeliveries(db, row.eventId),
    journey: journeyOf({
      createdAt: found.created_at,
      receivedAt: found.received_at,
      answeredAt: found.answered_at,
      answeredStatus: found.answered_status,
      source: found.source,
      processedAt: found.processed_at,
      outcome: row.outcome,
    }),
    effects: row.eventId === null ? [] : await readEffects(db, row.eventId),
  };
}

function readHeaders(text: string): Record<string, string> {
  const headers = Headers.safeParse(JSON.parse(text));
  const entries = Object.entries(headers.success ? headers.data : {});
  return Object.fromEntries(entries.map(([name, value]) => [name, CREDENTIALS.test(name) ? "•••" : value]));
}
