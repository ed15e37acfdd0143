import type { EventSource } from "../../../shared/contract/states.ts";
import { offSession } from "./judge-off-session.ts";
import { askStripe } from "./repairs.ts";
import {
  amountInQuestion,
  eventOverdue,
  EVENT_OVERDUE_MS,
  type EventFact,
  type HistoryFact,
  paidAtStripe,
  paidHere,
  type TraceFacts,
} from "./trace-facts.ts";
import { contradicted, journal, missing, proved, stripe, unknown, type Verdict, waiting, waybill } from "./verdict.ts";
import { counted, sentence, shortId, span, times } from "./words.ts";

const arrivals: Record<EventSource, string> = {
  endpoint: "arrived at the endpoint",
  forward: "came through stripe listen",
  catch_up: "was fetched from Stripe by catch-up",
  replay: "was replayed",
};

/** Step 5: the event that tells the payment is in the journal. */
export function webhookDelivered(facts: TraceFacts, now: number): Verdict | null {
  const { order, payingEvent, session } = facts;
  const other = offSession(facts);
  if (other) return other.delivered(facts);
  if (payingEvent) return delivered(payingEvent);
  if (paidHere(order)) return paidWithoutEvent(facts, now);
  if (!paidAtStripe(session)) return null;
  const since = session.updated_at;
  const said = stripe("Session complete and paid", session.asked_at);
  if (eventOverdue(facts, now))
    return missing(whyNoEvent(facts), {
      at: since,
      evidence: [said, searched(facts, now)],
      repair: askStripe(facts),
    });
  const left = span(since + EVENT_OVERDUE_MS - now);
  return waiting(`The event is on its way. If it is lost, catch-up fetches it within ${left}.`, {
    at: since,
    evidence: [said],
  });
}

function delivered({ eventId, type, source, createdAt, receivedAt }: EventFact): Verdict {
  const id = shortId(eventId);
  const evidence = [stripe(`${id} created`, createdAt), journal(`${type}, ${arrivals[source]}`, receivedAt)];
  return proved(`${id} ${arrivals[source]}`, { at: receivedAt, evidence });
}

function paidWithoutEvent({ order, payments }: TraceFacts, now: number): Verdict {
  const at = order.paid_at;
  const evidence = payments.map((moved) => waybill(`${moved.change} by ${causeOf(moved)}`, moved.at));
  const overdue = at === null || now - at >= EVENT_OVERDUE_MS;
  if (!overdue) return waiting("Stripe was asked and says paid; its event has not arrived yet", { at, evidence });
  return unknown("No event of this payment arrived. Stripe was asked instead.", { at, evidence });
}

function whyNoEvent({ refused }: TraceFacts): string {
  if (refused?.exact)
    return `Stripe's event arrived and was refused${refused.count > 1 ? ` ${times(refused.count)}` : ""}. ${sentence(refused.reason)}`;
  const nothing = "Stripe said paid, and no event of it arrived.";
  if (!refused) return nothing;
  const requests = counted(refused.count, "request was", "requests were");
  return `${nothing} ${requests} refused at about that time: ${sentence(refused.reason)}`;
}

function searched({ refused }: TraceFacts, now: number) {
  if (!refused) return journal("No event and no refused request", now);
  return journal(`${counted(refused.count, "request")} refused, ${refused.code}, last`, refused.lastAt);
}

/** Step 6: the order is paid, because of that event. */
export function becamePaid(facts: TraceFacts, now: number): Verdict | null {
  const { order, payingEvent, session } = facts;
  if (amountInQuestion(order)) return null;
  const other = offSession(facts);
  if (other) return other.became(facts);
  if (paidHere(order)) return paidBecause(facts);
  if (payingEvent) return notApplied(facts, payingEvent);
  if (!paidAtStripe(session) || !eventOverdue(facts, now)) return null;
  return disagreement(facts, stripe("Session complete and paid", session.asked_at));
}

function paidBecause({ order, payments }: TraceFacts): Verdict {
  const moved = payments.findLast(({ change }) => change === "payment_confirmed" || change === "amount_approved");
  const at = moved?.at ?? order.paid_at;
  if (!moved)
    return proved("The order says paid", { at, evidence: [waybill(`payment_state ${order.payment_state}`, at)] });
  return proved(`Because of ${causeOf(moved)}`, {
    at,
    evidence: [waybill(`${moved.change} by ${causeOf(moved)}`, at)],
  });
}

function notApplied(facts: TraceFacts, event: EventFact): Verdict {
  const { outcome, reason, receivedAt } = event;
  const at = receivedAt;
  const evidence = [journal(`${shortId(event.eventId)} is ${outcome.replaceAll("_", " ")}`, at)];
  const because = reason ? ` ${sentence(reason)}` : "";
  const repair = askStripe(facts);
  if (outcome === "journaled") return waiting("The event is in the journal; its job is next", { at, evidence });
  if (outcome === "retrying") return waiting(`The event's job failed and runs again.${because}`, { at, evidence });
  if (outcome === "failed") return missing(`The event's job gave up.${because}`, { at, evidence, repair });
  if (outcome === "held") return missing(`The event is held back.${because}`, { at, evidence, repair });
  return disagreement(facts, evidence[0]!);
}

function disagreement(facts: TraceFacts, said: Verdict["evidence"][number]): Verdict {
  const { order } = facts;
  return contradicted(`Order says ${order.status}, Stripe says paid`, {
    at: said.at,
    evidence: [said, waybill(`Order ${order.status}, payment ${order.payment_state}`, order.updated_at)],
    repair: askStripe(facts),
  });
}

function causeOf({ cause, change }: HistoryFact): string {
  const [kind, name = ""] = cause.split(/:(.*)/s);
  if (kind === "event") return shortId(name);
  if (kind === "operator")
    return `${name}, who ${change === "amount_approved" ? "accepted the amount" : "asked Stripe"}`;
  return kind === "job" ? `job ${name}, which asked Stripe` : "the Session, as Stripe told it";
}
