import type { AnyObject, Charge, Dispute, Invoice, Session, Subscription } from "../stripe/shapes/object-types.ts";
import { newDispute } from "../stripe/shapes/dispute.ts";
import { newRefund } from "../stripe/shapes/refund.ts";
import { newId } from "../stripe/ids.ts";
import type { Life } from "./life.ts";
import { type LifeInStripe, PAID_WITH, type Paid } from "./life-in-stripe.ts";
import type { Moment, MomentKind } from "./moments.ts";

/** What Stripe keeps of a moment, as it is at the world's end, and what it told at the time. */
export interface Told {
  readonly kept: readonly Kept[];
  readonly events: readonly ToldEvent[];
}
interface Kept {
  readonly value: AnyObject;
  readonly hidden?: object;
}
export interface ToldEvent {
  readonly type: string;
  readonly object: AnyObject;
  readonly previous?: object;
}

/** A life with all that has happened in it: what a moment leaves depends on what came after. */
export interface Lived {
  readonly life: Life;
  readonly stripe: LifeInStripe;
  readonly moments: readonly Moment[];
  /** Epoch seconds of the world's end. */
  readonly until: number;
}

const DAY = 24 * 3600;

/** What a moment leaves behind. Pure: the same life and moment, the same objects and events. */
export const tellMoment = (lived: Lived, moment: Moment): Told => TELL[moment.kind](lived, moment);

type Tell = (lived: Lived, moment: Moment) => Told;

const TELL: Readonly<Record<MomentKind, Tell>> = {
  left: (lived) => ({ kept: [keptSession(lived, sessionOf(lived))], events: [] }),
  expired: (lived) => ({ kept: [], events: [{ type: "checkout.session.expired", object: sessionOf(lived) }] }),
  purchase: tellPurchase,
  second_purchase: tellPurchase,
  renewal: (lived, { nth }) => tellPeriod(lived, lived.stripe.paid(nth), nth, true),
  failed_renewal: (lived, { nth }) => tellPeriod(lived, lived.stripe.paid(nth, false), nth, false),
  cancel_asked(lived, moment) {
    const object = lived.stripe.subscription(renewalsBefore(lived, moment.at), cancelsAtEnd(lived, moment));
    const previous = { cancel_at_period_end: false, cancel_at: null, canceled_at: null };
    return { kept: [], events: [{ type: "customer.subscription.updated", object, previous }] };
  },
  ended: (lived) => ({
    kept: [],
    events: [{ type: "customer.subscription.deleted", object: finalSubscription(lived) }],
  }),
  refund(lived, { at }) {
    const charge = firstCharge(lived);
    const given = { amount: charge.amount, reason: "requested_by_customer", metadata: {} } as const;
    const refund = lived.stripe.made("refund", () => newRefund(charge, given, at));
    const previous = { amount_refunded: 0, refunded: false };
    const events = [
      { type: "refund.created", object: refund },
      { type: "charge.refunded", object: charge, previous },
    ];
    return { kept: [{ value: refund }], events };
  },
  dispute(lived, { at }) {
    const object = disputeOf(lived, at);
    const isLost = lived.moments.some(({ kind }) => kind === "dispute_lost");
    const value: Dispute = isLost ? { ...object, status: "lost" } : object;
    const events = ["charge.dispute.created", "charge.dispute.funds_withdrawn"].map((type) => ({ type, object }));
    return { kept: [{ value }], events };
  },
  dispute_lost(lived) {
    const { at } = lived.moments.find(({ kind }) => kind === "dispute")!;
    const object: Dispute = { ...disputeOf(lived, at), status: "lost" };
    const previous = { status: "needs_response" };
    return { kept: [], events: [{ type: "charge.dispute.closed", object, previous }] };
  },
};

function tellPurchase(lived: Lived): Told {
  const { stripe, life } = lived;
  const paid = stripe.paid(0);
  const session = sessionOf(lived);
  const charge = firstCharge(lived);
  const kept: Kept[] = [
    { value: { ...stripe.customer(), next_invoice_sequence: renewalsBefore(lived, lived.until) + 2 } },
    { value: stripe.method(), hidden: PAID_WITH },
    { value: finalSubscription(lived) },
    ...keptPayment({ ...paid, charge }),
    keptSession(lived, session),
  ];
  const started = stripe.subscription(0, { status: "incomplete", latest_invoice: null });
  const events: ToldEvent[] = [
    { type: "customer.created", object: stripe.customer() },
    { type: "customer.subscription.created", object: started },
    { type: "invoice.created", object: stripe.draft(0) },
    { type: "invoice.finalized", object: openInvoice(paid.invoice) },
    { type: "payment_intent.created", object: { ...paid.intent, ...UNPAID_INTENT } },
    { type: "charge.succeeded", object: paid.charge },
    { type: "payment_intent.succeeded", object: paid.intent },
    { type: "invoice.paid", object: paid.invoice },
    {
      type: "customer.subscription.updated",
      object: stripe.subscription(0),
      previous: { status: "incomplete", latest_invoice: null },
    },
    { type: "checkout.session.completed", object: session },
  ];
  return { kept, events: life.drift === "event_never_made" ? events.slice(0, -1) : events };
}

function tellPeriod({ stripe }: Lived, paid: Paid, nth: number, isPaid: boolean): Told {
  const before = stripe.subscription(nth - 1);
  const after = stripe.subscription(nth, isPaid ? {} : { status: "past_due" });
  const status = isPaid ? {} : { status: "active" };
  const previous = { ...status, latest_invoice: before.latest_invoice, items: before.items };
  const outcome: readonly ToldEvent[] = isPaid
    ? [
        { type: "payment_intent.succeeded", object: paid.intent },
        { type: "charge.succeeded", object: paid.charge },
        { type: "invoice.paid", object: paid.invoice },
      ]
    : [
        { type: "charge.failed", object: paid.charge },
        { type: "payment_intent.payment_failed", object: paid.intent },
        { type: "invoice.payment_failed", object: paid.invoice },
      ];
  const events = [
    { type: "invoice.created", object: stripe.draft(nth) },
    { type: "invoice.finalized", object: openInvoice(paid.invoice) },
    ...outcome,
    { type: "customer.subscription.updated", object: after, previous },
  ];
  return { kept: keptPayment(paid), events };
}

const keptPayment = ({ invoice, intent, charge, payment }: Paid): Kept[] =>
  [invoice, intent, charge, payment].map((value) => ({ value }));

const keptSession = ({ stripe }: Lived, value: Session): Kept => {
  const madeWith = { metadata: stripe.metadata(), description: null };
  return { value, hidden: { lineItems: [stripe.lineItem()], madeWith, trialDays: 0, attempt: null } };
};

/** The life's session as it is at the world's end. */
export function sessionOf({ life, stripe, until }: Lived): Session {
  const id = stripe.made("session", () => newId("session"));
  if (life.fate !== "leaves") return stripe.session("complete", id);
  return stripe.session(life.startsAt + DAY <= until ? "expired" : "open", id);
}

const UNPAID_INTENT = {
  status: "requires_payment_method",
  latest_charge: null,
  payment_method: null,
  amount_received: 0,
} as const;

const openInvoice = (invoice: Invoice): Invoice => ({
  ...invoice,
  status: "open",
  amount_paid: 0,
  amount_remaining: invoice.amount_due,
  status_transitions: { ...invoice.status_transitions, paid_at: null },
});

/** The first payment's charge as it is at the world's end. */
function firstCharge({ stripe, moments }: Lived): Charge {
  const { charge } = stripe.paid(0);
  const isRefunded = moments.some(({ kind }) => kind === "refund");
  const disputed = moments.some(({ kind }) => kind === "dispute");
  return { ...charge, disputed, ...(isRefunded ? { refunded: true, amount_refunded: charge.amount } : {}) };
}

const disputeOf = ({ stripe }: Lived, at: number): Dispute =>
  stripe.made("dispute", () => newDispute(stripe.paid(0).charge, { reason: "fraudulent", isInquiry: false, at }, at));

const renewalsBefore = ({ moments }: Lived, at: number): number =>
  moments.filter((moment) => moment.kind === "renewal" && moment.at <= at).length;

/** The subscription as it is at the world's end. */
export function finalSubscription(lived: Lived): Subscription {
  const { stripe, moments } = lived;
  const find = (wanted: MomentKind) => moments.find(({ kind }) => kind === wanted);
  const [failed, ended, asked] = [find("failed_renewal"), find("ended"), find("cancel_asked")];
  const nth = renewalsBefore(lived, lived.until) + (failed ? 1 : 0);
  const cancels = asked ? cancelsAtEnd(lived, asked) : {};
  if (ended)
    return stripe.subscription(nth, { canceled_at: ended.at, ...cancels, status: "canceled", ended_at: ended.at });
  return stripe.subscription(nth, failed ? { status: "past_due" } : cancels);
}

function cancelsAtEnd(lived: Lived, { at }: Moment): Partial<Subscription> {
  const [item] = lived.stripe.subscription(renewalsBefore(lived, at)).items.data;
  return { cancel_at_period_end: true, cancel_at: item!.current_period_end, canceled_at: at };
}
