import { sql } from "kysely";
import type { EventRow, EventView } from "../../../shared/contract/event-rows.ts";
import type { EventSource } from "../../../shared/contract/states.ts";
import type { Db } from "../store/open-store.ts";
import { arrivalRows, eventRow } from "./event-rows.ts";
import { matchingEvents } from "./list-events-filter.ts";

/** Which arrivals: `before` is the last row's id of the page before. */
export interface EventQuery {
  readonly view: EventView;
  readonly query: string;
  readonly source: EventSource | null;
  readonly before: number | null;
  readonly limit: number;
}

/** A page of the journal, newest first; `before` is null on the last page. */
export async function listEvents(
  db: Db,
  { view, query, source, before, limit }: EventQuery,
): Promise<{ rows: EventRow[]; before: number | null }> {
  let asked = filteredArrivals(db, { view, query, source });
  if (before !== null) asked = asked.where("r.id", "<", before);
  const found = await asked
    .orderBy("r.id", "desc")
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit).map(eventRow);
  return { rows, before: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/** The arrivals that a filter asks for, not yet in any order. */
export function filteredArrivals(db: Db, { view, query, source }: Pick<EventQuery, "view" | "query" | "source">): Rows {
  let asked = inView(arrivalRows(db), view);
  if (source !== null) asked = asked.where("r.source", "=", source);
  for (const matching of matchingEvents(query)) asked = asked.where(matching);
  return asked;
}

type Rows = ReturnType<typeof arrivalRows>;

/** `retrying` shows those that gave up, too: both need a person, and neither has another view. */
function inView(rows: Rows, view: EventView): Rows {
  switch (view) {
    case "all":
      return rows;
    case "rejected":
    case "duplicate":
      return rows.where("r.verdict", "=", view);
    case "not_ours":
      return rows.where("r.verdict", "=", "accepted").where("e.outcome", "=", "not_ours");
    case "retrying":
      // They are few among many: the plus has them found by the outcome's index, not by reading the whole journal.
      return rows
        .where(sql<string>`+r.verdict`, "=", "accepted")
        .where("r.event_id", "in", (eb) =>
          eb.selectFrom("stripe_events_log").select("event_id").where("outcome", "in", ["retrying", "failed"]),
        );
  }
}

/** How many arrivals each view has. */
export async function countEvents(db: Db): Promise<Record<EventView, number>> {
  const verdicts = db.selectFrom("webhook_requests").select(["verdict", sql<number>`count(*)`.as("count")]);
  const outcomes = db.selectFrom("stripe_events_log").select(["outcome", sql<number>`count(*)`.as("count")]);
  const byVerdict = new Map((await verdicts.groupBy("verdict").execute()).map((row) => [row.verdict, row.count]));
  const byOutcome = new Map((await outcomes.groupBy("outcome").execute()).map((row) => [row.outcome, row.count]));
  return {
    all: [...byVerdict.values()].reduce((sum, count) => sum + count, 0),
    rejected: byVerdict.get("rejected") ?? 0,
    duplicate: byVerdict.get("duplicate") ?? 0,
    retrying: (byOutcome.get("retrying") ?? 0) + (byOutcome.get("failed") ?? 0),
    not_ours: byOutcome.get("not_ours") ?? 0,
  };
}
