import type { StoryStripe, Told } from "./story-stripe.ts";

/** What can happen at Stripe in the life of one purchase. One that can't happen now does nothing. */
export const STORY_ACTS = {
  renewal: (s) => (isAlive(s) && owes(s).length === 0 ? s.bill(true) : []),
  renewalFails: (s) => (isAlive(s) && s.subscription.status !== "unpaid" ? s.bill(false) : []),
  invoicePaid: (s) =>
    isAlive(s)
      ? owes(s)
          .slice(0, 1)
          .flatMap((id) => s.pay(id))
      : [],
  givenUp: (s) => (s.subscription.status === "past_due" ? s.change({ status: "unpaid" }) : []),
  endSet: (s) => (isAlive(s) ? s.change({ cancel_at_period_end: true, cancel_at: endOf(s) }) : []),
  endTakenBack: (s) => (isAlive(s) ? s.change({ cancel_at_period_end: false, cancel_at: null }) : []),
  canceled: (s) =>
    isAlive(s)
      ? s.change({ status: "canceled", ended_at: s.now, cancel_at: null }, "customer.subscription.deleted")
      : [],
  paused: (s) =>
    s.subscription.status === "active" ? s.change({ status: "paused" }, "customer.subscription.paused") : [],
  resumed: (s) =>
    s.subscription.status === "paused" ? s.change({ status: "active" }, "customer.subscription.resumed") : [],
  partRefunded: (s) => refund(s, 300),
  wholeRefunded: (s) => refund(s, Infinity),
  refundFails,
  disputed: (s) => {
    const charge = s.charges.at(-1);
    if (!charge || charge.amount_refunded > 0) return [];
    const id = `dp_${s.disputes.length}`;
    s.disputes.push({
      id,
      charge: charge.id,
      status: "needs_response",
      created: s.now,
      payment_intent: charge["payment_intent"],
    });
    return [{ type: "charge.dispute.created", object: { id } }];
  },
  disputeWon: (s) => decide(s, "won"),
  disputeLost: (s) => decide(s, "lost"),
} as const satisfies Record<string, (stripe: StoryStripe) => Told[]>;
export type StoryAct = keyof typeof STORY_ACTS;

const isAlive = ({ subscription }: StoryStripe) => ["active", "past_due", "unpaid"].includes(subscription.status);
const owes = ({ invoices }: StoryStripe) => invoices.filter(({ status }) => status === "open").map(({ id }) => id);

function endOf({ subscription }: StoryStripe): number {
  const { data } = subscription["items"] as { data: { current_period_end: number }[] };
  return data[0]!.current_period_end;
}

/** Of the newest charge, at Stripe's time: so always within the period that it paid for. */
function refund(s: StoryStripe, most: number): Told[] {
  const charge = s.charges.at(-1);
  const amount = charge ? Math.min(most, charge.amount - charge.amount_refunded) : 0;
  if (!charge || amount === 0 || s.disputes.some(({ charge: id }) => id === charge.id)) return [];
  charge.amount_refunded += amount;
  const id = `re_${s.refunds.length}`;
  s.refunds.push({ id, charge: charge.id, amount, status: "succeeded", created: s.now });
  return [
    { type: "refund.created", object: { id, charge: charge.id } },
    { type: "charge.refunded", object: { id: charge.id } },
  ];
}

function refundFails(s: StoryStripe): Told[] {
  const made = s.refunds.findLast(({ status }) => status === "succeeded");
  const charge = s.charges.find(({ id }) => id === made?.charge);
  if (!made || !charge) return [];
  made.status = "failed";
  charge.amount_refunded -= made.amount;
  return [{ type: "refund.failed", object: { id: made.id, charge: charge.id } }];
}

function decide(s: StoryStripe, status: string): Told[] {
  const open = s.disputes.find((dispute) => dispute.status === "needs_response");
  if (!open) return [];
  open.status = status;
  return [{ type: "charge.dispute.closed", object: { id: open.id } }];
}

/** The customer pays the Checkout Session, by card. */
export function payByCard(s: StoryStripe): Told[] {
  if (s.session.status !== "open") return [];
  Object.assign(s.session, { status: "complete", payment_status: "paid", subscription: "sub_story" });
  s.subscription.status = "active";
  return [
    { type: "checkout.session.completed", object: { id: "cs_story" } },
    { type: "customer.subscription.created", object: { id: "sub_story" } },
    ...s.bill(true),
  ];
}
