import type { EventStanding } from "../../../shared/contract/event-acts.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { listActs } from "../audit/audit.ts";
import { auditSentence } from "../audit/audit-sentence.ts";
import type { Deps } from "../deps.ts";
import type { EngineOptions } from "../ports.ts";
import type { EventActResult } from "./event-act.ts";
import { type ActedOn, findArrival, isTroubled } from "./find-arrival.ts";

/** What staff may do to an entry of the journal, and did. Asks nobody outside. */
export async function readEventStanding({ db, options }: Deps, id: number): EventActResult<EventStanding> {
  const found = await findArrival(db, id);
  if (!found.ok) return found;
  const { outcome, eventId, subject } = found.value;
  const row = await db.selectFrom("handled_arrivals").selectAll().where("request_id", "=", id).executeTakeFirst();
  const acts = await listActs(db, subject);
  return ok({
    handled: row ? { at: row.handled_at, by: row.handled_by, note: row.note } : null,
    needsPerson: isTroubled(outcome) && !row,
    replayRefusal: refusalOf(found.value),
    stripeUrl: eventId === null ? null : eventPage(eventId, options),
    acts: acts.map((act) => ({ at: act.at, actor: act.actor, says: auditSentence(act) })),
  });
}

const refusalOf = ({ eventId }: ActedOn): string | null =>
  eventId === null ? "What was refused is no Stripe event, so there is nothing to replay." : null;

/** An event's page at Stripe, or at what stands for it. */
function eventPage(eventId: string, { env, stripe }: EngineOptions): string {
  const id = encodeURIComponent(eventId);
  if (stripe.apiBase !== null) return `${stripe.apiBase.replace(/\/+$/, "")}/test/events/${id}`;
  return `https://dashboard.stripe.com/${env === "live" ? "" : "test/"}events/${id}`;
}
