import { amountInQuestion, paidAtStripe, type SessionFact, type TraceFacts } from "./trace-facts.ts";
import { offSession } from "./judge-off-session.ts";
import { approveAmount, askStripe } from "./repairs.ts";
import {
  contradicted,
  journal,
  missing,
  proved,
  storefront,
  stripe,
  unknown,
  type Verdict,
  waiting,
  waybill,
} from "./verdict.ts";
import { counted, money, nameOf, sentence, shortId } from "./words.ts";

const SESSION_OVERDUE_MS = 60_000;
/** A Session that was asked about this recently needs no button to ask again. */
const FRESH_ANSWER_MS = 60_000;

/** Step 1: somebody who may called the checkout. */
export function checkoutCalled({ order, request }: TraceFacts): Verdict {
  if (!request) {
    const evidence = [waybill(`Made by ${nameOf(order.created_by)}, ${order.source}`, order.created_at)];
    return unknown("The order is here; the request that made it was not kept.", { evidence });
  }
  const { at, actor, channel } = request;
  if (channel === "console") {
    const evidence = [waybill(`New order by ${nameOf(actor)}`, at)];
    return proved(`By ${nameOf(actor)}, from the console`, { at, evidence });
  }
  const evidence = [storefront(`POST create-session with a token of ${actor}`, at)];
  if (actor === order.user_id) return proved("POST create-session, token valid", { at, evidence });
  return contradicted(`The token was ${actor}'s, the order is ${order.user_id}'s.`, {
    at,
    evidence: [...evidence, waybill(`Order of ${order.user_id}`, order.created_at)],
  });
}

/** Step 2: the order's row. Where there is no row there is no trace either. */
export function rowWritten({ order, planName }: TraceFacts): Verdict {
  const price = money(order.amount, order.currency);
  const fact = `${shortId(order.id)}, ${planName} ${order.term}, ${order.region}, ${price}`;
  return proved("Written as pending", { at: order.created_at, evidence: [waybill(fact, order.created_at)] });
}

/** Step 3: the Checkout Session is stored, and carries the order's id at Stripe. */
export function sessionStored(facts: TraceFacts, now: number): Verdict {
  const { order, session } = facts;
  const other = offSession(facts);
  if (other) return other.stored(facts);
  if (!session) return sessionMissing(order, now);
  const id = shortId(session.stripe_session_id);
  const carried = session.metadata_order_id;
  const at = session.created_at;
  if (carried === order.id)
    return proved(`${id} carries this order's id`, { at, evidence: [stripe(`${id}, metadata names this order`, at)] });
  const says = carried ? `${id} carries another order's id, ${shortId(carried)}.` : `${id} carries no order's id.`;
  const evidence = [stripe(carried ? `Metadata names ${shortId(carried)}` : "Metadata names no order", at)];
  return contradicted(says, { at, evidence: [...evidence, waybill(`Stored for ${shortId(order.id)}`, at)] });
}

function sessionMissing(order: TraceFacts["order"], now: number): Verdict {
  const at = order.created_at;
  if (order.status === "error")
    return missing(sentence(order.error_message ?? "Stripe made no Checkout Session"), {
      at: order.updated_at,
      evidence: [waybill(`${order.error_code ?? "No code"}, order kept as error`, order.updated_at)],
    });
  if (now - at < SESSION_OVERDUE_MS) return waiting("Stripe is being asked for a Session", { at });
  return missing("No Checkout Session was stored, so there is nothing to pay. The customer has to order again.", {
    at,
    evidence: [waybill("No row in order_sessions", at)],
  });
}

/** Step 4: Stripe says that the money is there, and that it is the plan's price. */
export function customerPaid(facts: TraceFacts, now: number): Verdict | null {
  const { order, session } = facts;
  const other = offSession(facts);
  if (other && !amountInQuestion(order)) return other.paid(facts);
  if (!session) return null;
  const said = stripe(`Session ${session.status}, ${session.payment_status.replaceAll("_", " ")}`, session.asked_at);
  if (!paidAtStripe(session)) return notPaid(facts, session, now);
  const paid = paidAmount(session, order);
  const price = money(order.amount, order.currency);
  const at = order.paid_at ?? session.updated_at;
  const priced = waybill(`${facts.planName}, ${order.term}, costs ${price}`, order.created_at);
  const differs = paid !== price || amountInQuestion(order);
  if (differs && order.amount_approved_at !== null)
    return proved(`Paid ${paid} for ${price}; accepted by an operator`, {
      at,
      evidence: [said, priced, waybill("Amount accepted", order.amount_approved_at)],
    });
  if (differs)
    return contradicted(`Paid ${paid} for ${facts.planName}, ${order.term}, which costs ${price}.`, {
      at,
      evidence: [said, priced],
      repair: amountInQuestion(order) ? approveAmount(facts, paid) : null,
    });
  const word = session.payment_status === "no_payment_required" ? "no payment required" : `paid, ${paid}`;
  return proved(`Stripe says ${session.status} and ${word}`, { at, evidence: [said] });
}

/** The Session's subtotal: discounts and taxes come after, and don't count against the plan. */
function paidAmount(session: SessionFact, order: TraceFacts["order"]): string {
  return money(session.amount_subtotal ?? order.amount, session.currency ?? order.currency);
}

function notPaid(facts: TraceFacts, session: SessionFact, now: number): Verdict {
  const at = session.asked_at;
  const evidence = [stripe(`Session ${session.status}, ${session.payment_status}`, at)];
  const claimed = claimedSince(facts, session);
  if (claimed) return claimed;
  const repair = now - at >= FRESH_ANSWER_MS ? askStripe(facts) : null;
  if (session.status === "complete") return waiting("The customer's bank has not paid yet", { at, evidence, repair });
  if (session.status === "expired")
    return waiting("The link expired unpaid. The order closes when Stripe's event arrives.", { at, evidence, repair });
  if (session.expires_at > now) return waiting("Stripe says open, unpaid", { at, evidence, repair });
  return unknown("The link has ended, and Stripe was not asked since.", { at, evidence, repair });
}

/** A refused request proves nothing, but one that names the order is a reason to ask Stripe again. */
function claimedSince(facts: TraceFacts, session: SessionFact): Verdict | null {
  const { refused } = facts;
  if (!refused?.exact || refused.lastAt <= session.asked_at) return null;
  const requests = counted(refused.count, "request that names", "requests that name");
  const were = refused.count === 1 ? "was" : "were";
  return unknown(`${requests} this order ${were} refused since Stripe was last asked.`, {
    at: refused.lastAt,
    evidence: [
      stripe(`Session ${session.status}, ${session.payment_status}`, session.asked_at),
      journal(`${counted(refused.count, "request")} refused, ${refused.code}, last`, refused.lastAt),
    ],
    repair: askStripe(facts),
  });
}
