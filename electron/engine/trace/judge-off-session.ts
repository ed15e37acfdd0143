import type { PaidBy } from "../store/tables/orders.ts";
import { paidHere, type TraceFacts } from "./trace-facts.ts";
import { journal, missing, proved, stripe, unknown, type Verdict, waiting, waybill } from "./verdict.ts";
import { nameOf, sentence, shortId } from "./words.ts";

/** How steps 3 to 6 are judged for an order that no Checkout Session sells. */
interface OffSession {
  readonly stored: (facts: TraceFacts) => Verdict;
  readonly paid: (facts: TraceFacts) => Verdict | null;
  readonly delivered: (facts: TraceFacts) => Verdict | null;
  readonly became: (facts: TraceFacts) => Verdict | null;
}

const WAYS: Readonly<Record<Exclude<PaidBy, "checkout">, OffSession>> = {
  invoice: { stored: invoiced, paid: invoicePaid, delivered: invoiceTold, became: becamePaid },
  free: unbilled("Free of charge", "Nothing to pay"),
  elsewhere: unbilled("Paid elsewhere", "Paid elsewhere, as an operator says"),
};

/** The judges of an order that is paid in another way than by a Checkout Session; null for one that is. */
export const offSession = ({ order }: TraceFacts): OffSession | null =>
  order.paid_by === "checkout" ? null : WAYS[order.paid_by];

function unbilled(word: string, paid: string): OffSession {
  const verdict = (says: string) => (facts: TraceFacts) => {
    const { created_at: at, created_by, payment_reference } = facts.order;
    return proved(says, { at, evidence: [waybill(`${word}, by ${nameOf(created_by)}: ${payment_reference}`, at)] });
  };
  return {
    stored: verdict(`${word}, so there is no Session`),
    paid: verdict(paid),
    delivered: verdict("No payment at Stripe, so no event"),
    became: (facts) => verdict(`${word}, by ${nameOf(facts.order.created_by)}`)(facts),
  };
}

function invoiced({ order }: TraceFacts): Verdict {
  const { stripe_invoice_id: id, created_at: at } = order;
  if (id !== null)
    return proved(`${shortId(id)} was sent by e-mail`, { at, evidence: [stripe(`Invoice ${shortId(id)}`, at)] });
  if (order.status === "error")
    return missing(sentence(order.error_message ?? "Stripe made no invoice"), {
      at: order.updated_at,
      evidence: [waybill(`${order.error_code ?? "No code"}, order kept as error`, order.updated_at)],
    });
  return paidHere(order) ? proved("Billed by invoice", { at }) : waiting("The invoice is being sent", { at });
}

function invoicePaid({ order }: TraceFacts): Verdict | null {
  const { stripe_invoice_id: id, paid_at: at } = order;
  if (paidHere(order))
    return proved("Stripe says that the invoice is paid", { at, evidence: [waybill("Invoice paid", at)] });
  return id === null ? null : waiting("The invoice is not paid yet", { at: order.created_at });
}

function invoiceTold({ order, payments }: TraceFacts): Verdict | null {
  if (!paidHere(order)) return null;
  const event = payments.find(({ cause }) => cause.startsWith("event:"));
  if (!event) return unknown("No event of this payment arrived. Stripe was asked instead.", { at: order.paid_at });
  const id = shortId(event.cause.slice("event:".length));
  return proved(`${id} told of the payment`, { at: event.at, evidence: [journal(`${id} arrived`, event.at)] });
}

function becamePaid({ order, payments }: TraceFacts): Verdict | null {
  if (!paidHere(order)) return null;
  const moved = payments.at(-1);
  const at = moved?.at ?? order.paid_at;
  const evidence = [waybill(moved ? `${moved.change} by ${moved.cause}` : `payment_state ${order.payment_state}`, at)];
  return proved("Because of its invoice", { at, evidence });
}
