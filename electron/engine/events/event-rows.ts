import { sql } from "kysely";
import type { EventRow } from "../../../shared/contract/event-rows.ts";
import type { EventOutcome } from "../../../shared/contract/states.ts";
import type { Db } from "../store/open-store.ts";

/** Arrivals beside the event that they carry and the order that it concerns; the start of every query of the journal. */
const arrivals = (db: Db) =>
  db
    .selectFrom("webhook_requests as r")
    .leftJoin("stripe_events_log as e", "e.event_id", "r.event_id")
    .leftJoin("orders as o", "o.id", "e.order_id");

/** {@link arrivals} with the columns that {@link eventRow} reads. */
export const arrivalRows = (db: Db) =>
  arrivals(db)
    .select([
      "r.id",
      "r.event_id",
      "r.event_type",
      "r.received_at",
      "r.verdict",
      "r.reason_code",
      "r.reason",
      "r.source",
      "r.more",
      "r.last_at",
    ])
    .select(sql<string | null>`json_extract(r.diagnosis, '$.code')`.as("diagnosed_code"))
    .select([
      "e.outcome",
      "e.reason_code as event_reason_code",
      "e.reason as event_reason",
      "e.object_id",
      "e.order_id",
    ])
    .select("o.customer_email");

type ArrivalRow = Awaited<ReturnType<ReturnType<typeof arrivalRows>["execute"]>>[number];

/** What came of an arrival; only of an accepted one is it the event's own outcome. */
const outcomeOf = ({ verdict, outcome }: ArrivalRow): EventOutcome =>
  verdict === "accepted" ? (outcome ?? "journaled") : verdict;

const explained: ReadonlySet<EventOutcome> = new Set(["retrying", "failed", "held"]);

/** What a row that counts a flood begins its reason with; its number is told apart. */
const COUNTED = /^\d+ more refused like this\. /;

/** An arrival as the console shows it. */
export function eventRow(row: ArrivalRow): EventRow {
  const outcome = outcomeOf(row);
  const ofEvent = explained.has(outcome);
  const diagnosed = outcome === "rejected" ? row.diagnosed_code : null;
  return {
    id: row.id,
    eventId: row.event_id,
    type: row.event_type,
    receivedAt: row.received_at,
    outcome,
    reasonCode: ofEvent ? row.event_reason_code : (diagnosed ?? row.reason_code),
    reason: ofEvent ? row.event_reason : (row.reason?.replace(COUNTED, "") ?? null),
    source: row.source,
    orderId: row.order_id,
    customerEmail: row.customer_email,
    objectId: row.object_id,
    more: row.more,
    lastAt: row.last_at,
  };
}

/** Every arrival of an order's events, newest first, 200 at most. */
export async function listEventRowsOfOrder(db: Db, orderId: string): Promise<EventRow[]> {
  const rows = await arrivalRows(db).where("e.order_id", "=", orderId).orderBy("r.id", "desc").limit(200).execute();
  return rows.map(eventRow);
}

/** The rows of these journal ids, oldest first; ids that are not there are left out. */
export async function readEventRows(db: Db, ids: readonly number[]): Promise<EventRow[]> {
  if (ids.length === 0) return [];
  const rows = await arrivalRows(db).where("r.id", "in", ids).orderBy("r.id").execute();
  return rows.map(eventRow);
}
