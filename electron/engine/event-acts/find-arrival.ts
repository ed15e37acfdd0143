import { arrivalRows, eventRow } from "../events/event-rows.ts";
import { claimsOf } from "../events/claims.ts";
import { err, ok } from "../../../shared/kernel/result.ts";
import type { EventOutcome } from "../../../shared/contract/states.ts";
import type { Db } from "../store/open-store.ts";
import type { EventActResult } from "./event-act.ts";

/** An entry of the journal as acts need it. */
export interface ActedOn {
  readonly id: number;
  readonly outcome: EventOutcome;
  /** Of a refused request it is only what its body claims; null of what is no event. */
  readonly eventId: string | null;
  /** Under what its acts stand in the audit. */
  readonly subject: string;
}

/** The entry of this number. */
export async function findArrival(db: Db, id: number): EventActResult<ActedOn> {
  const found = await arrivalRows(db).select("r.body").where("r.id", "=", id).executeTakeFirst();
  if (!found) return err({ code: "EVENT_NOT_FOUND", says: `The journal has no entry ${id}.` });
  const { outcome, eventId } = eventRow(found);
  const claimed = eventId === null && found.body ? (claimsOf(found.body)?.eventId ?? null) : null;
  return ok({ id, outcome, eventId: eventId ?? claimed, subject: eventId ?? `request:${id}` });
}

const TROUBLED: ReadonlySet<EventOutcome> = new Set(["rejected", "held", "retrying", "failed"]);

/** Whether an arrival of this outcome asks for a person. */
export const isTroubled = (outcome: EventOutcome): boolean => TROUBLED.has(outcome);
