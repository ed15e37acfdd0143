import type { OrderChange } from "../orders/order-machines.ts";
import { formatMoney } from "../../../shared/kernel/money.ts";

/** What of a Checkout Session is decided by; Stripe's names, Stripe's values. */
export interface SessionFacts {
  readonly id: string;
  /** open, complete or expired. */
  readonly status: string | null;
  /** paid, unpaid or no_payment_required. */
  readonly payment_status: string;
  readonly amount_subtotal: number | null;
  readonly currency: string | null;
}

/** What of the order is decided by. `paidSessionId` is another Session that already paid it. */
export interface OrderFacts {
  readonly status: string;
  readonly paymentState: string;
  readonly amount: number;
  readonly currency: string;
  /** How many days are free at the beginning; the Session then asks for no money. */
  readonly trialDays: number;
  readonly paidSessionId: string | null;
}

export type SessionDecision =
  | { readonly kind: "nothing" }
  | {
      readonly kind: "change";
      readonly change: OrderChange;
      readonly code: string | null;
      readonly says: string | null;
    }
  | { readonly kind: "paid_twice"; readonly says: string };

const nothing: SessionDecision = { kind: "nothing" };
const change = (name: OrderChange): SessionDecision => ({ kind: "change", change: name, code: null, says: null });

/**
 * What a Session, as Stripe tells it now, means for its order. Decided from the object alone, so that duplicates and any
 * order of events come to the same end; `failed` is the one thing only an event tells (a bank said no, and the Session
 * still reads unpaid). Pure.
 */
export function decideSession(order: OrderFacts, session: SessionFacts, failed: boolean): SessionDecision {
  if (session.status === "expired") return order.status === "pending" ? change("session_expired") : nothing;
  if (session.status !== "complete") return nothing;
  if (session.payment_status === "unpaid") return decideUnpaid(order, failed);
  if (order.paymentState !== "unpaid" && order.paymentState !== "processing")
    return order.paidSessionId !== null
      ? {
          kind: "paid_twice",
          says: `Session ${session.id} paid for an order that ${order.paidSessionId} had already paid.`,
        }
      : nothing;
  return agrees(order, session) ? change("payment_confirmed") : mismatch(order, session);
}

function decideUnpaid(order: OrderFacts, failed: boolean): SessionDecision {
  if (order.status !== "pending") return nothing;
  if (failed) return change("payment_failed");
  return order.paymentState === "unpaid" ? change("payment_processing") : nothing;
}

function agrees(order: OrderFacts, session: SessionFacts): boolean {
  if (session.currency?.toLowerCase() !== order.currency) return false;
  const isTrial = order.trialDays > 0 && session.payment_status === "no_payment_required";
  // Discounts and taxes come after the subtotal, so it is the subtotal that must be the plan's price.
  return session.amount_subtotal === order.amount || (isTrial && session.amount_subtotal === 0);
}

function mismatch(order: OrderFacts, session: SessionFacts): SessionDecision {
  const { amount_subtotal: amount, currency } = session;
  const paid =
    amount === null || currency === null
      ? "Stripe does not say how much was paid"
      : `Stripe says ${formatMoney({ amount, currency })} was paid`;
  const price = formatMoney({ amount: order.amount, currency: order.currency });
  const says = `${paid}, the plan costs ${price}. The payment is kept; no server until an operator says so.`;
  return { kind: "change", change: "amount_mismatched", code: "AMOUNT_MISMATCH", says };
}
