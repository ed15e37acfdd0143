import type { Delivery } from "../../../shared/contract/event-detail.ts";
import type { EventSource } from "../../../shared/contract/states.ts";
import type { Db } from "../store/open-store.ts";
import { arrivalRows, eventRow } from "./event-rows.ts";

interface Answer {
  readonly source: EventSource;
  readonly received_at: number;
  readonly answered_status: number;
  readonly answered_at: number;
}

/** Nobody waits for an answer where the engine itself brought the event in. */
export const wasPosted = (source: EventSource): boolean => source === "endpoint" || source === "forward";

/** What the sender of an arrival was answered, and after how long; nulls where nobody had sent it. */
export const answerOf = ({ source, received_at, answered_status, answered_at }: Answer) =>
  wasPosted(source)
    ? { answeredStatus: answered_status, answeredAfterMs: Math.max(0, answered_at - received_at) }
    : { answeredStatus: null, answeredAfterMs: null };

/** Every arrival of one Stripe event with its answer, oldest first, 200 at most. */
export async function listDeliveries(db: Db, eventId: string): Promise<Delivery[]> {
  const rows = await arrivalRows(db)
    .select(["r.answered_status", "r.answered_at"])
    .where("r.event_id", "=", eventId)
    .orderBy("r.id")
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...eventRow(row), ...answerOf(row) }));
}
