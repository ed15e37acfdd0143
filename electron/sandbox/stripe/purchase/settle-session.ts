import type { Charge, Invoice, PaymentIntent, Session } from "../shapes/object-types.ts";
import type { StripeEvent } from "../store/event-log.ts";
import { refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { markInvoicePaid, markInvoiceUnpaid, moveSubscription } from "./bill-subscription.ts";

export type Settlement = "succeeded" | "failed";

/**
 * The bank answers a delayed payment: the session is paid, or it stays unpaid and its subscription is past due. Only a
 * person or a script settles, never the clock. Refused where no payment of the session is under way.
 */
export function settleSession(
  work: Work,
  session: Session,
  outcome: Settlement,
): { session: Session; event: StripeEvent } {
  const intent = underWay(work, session);
  const charge = work.objects.get("charge", intent.latest_charge!);
  const invoice = session.invoice === null ? undefined : work.objects.get("invoice", session.invoice);
  if (outcome === "succeeded") moneyCame(work, intent, charge, invoice);
  else moneyDidNotCome(work, session, intent, charge, invoice);
  const settled: Session = { ...session, payment_status: outcome === "succeeded" ? "paid" : "unpaid" };
  work.objects.save(settled);
  return { session: settled, event: emit(work, `checkout.session.async_payment_${outcome}`, settled) };
}

/** Whether a delayed payment of this session still waits for the bank. */
export const isWaitingForBank = (work: Work, session: Session): boolean => findUnderWay(work, session) !== undefined;

function underWay(work: Work, session: Session): PaymentIntent {
  const intent = findUnderWay(work, session);
  if (intent) return intent;
  throw new StripeRefusal(400, { message: "No delayed payment of this Checkout Session is under way." });
}

function findUnderWay(work: Work, session: Session): PaymentIntent | undefined {
  const id = session.payment_intent ?? intentOfInvoice(work, session.invoice);
  const intent = id === undefined ? undefined : work.objects.find("payment_intent", id);
  return intent?.status === "processing" ? intent : undefined;
}

function intentOfInvoice(work: Work, invoice: string | null): string | undefined {
  if (invoice === null) return undefined;
  return work.objects.list("invoice_payment", { limit: 1 }, { where: { invoice } }).data[0]?.payment.payment_intent;
}

function moneyCame(work: Work, intent: PaymentIntent, charge: Charge, invoice: Invoice | undefined): void {
  const paid: Charge = { ...charge, status: "succeeded", paid: true, captured: true };
  const succeeded: PaymentIntent = { ...intent, status: "succeeded", amount_received: intent.amount };
  work.objects.save(paid);
  work.objects.save(succeeded);
  emit(work, "charge.succeeded", paid);
  emit(work, "payment_intent.succeeded", succeeded);
  if (invoice) markInvoicePaid(work, invoice);
}

const BANK_SAID_NO = {
  failure_code: "insufficient_funds",
  failure_message: "The customer's account has insufficient funds to cover this payment.",
} as const;

function moneyDidNotCome(
  work: Work,
  session: Session,
  intent: PaymentIntent,
  charge: Charge,
  invoice: Invoice | undefined,
): void {
  const failedCharge: Charge = { ...charge, ...BANK_SAID_NO, status: "failed", paid: false, captured: false };
  const { failure_code: code, failure_message: message } = BANK_SAID_NO;
  const last_payment_error = { type: "card_error", code, message, charge: charge.id } as const;
  const failed: PaymentIntent = { ...intent, status: "requires_payment_method", last_payment_error };
  work.objects.save(failedCharge);
  work.objects.save(failed);
  emit(work, "charge.failed", failedCharge);
  emit(work, "payment_intent.payment_failed", failed);
  if (!invoice) return;
  markInvoiceUnpaid(work, invoice);
  if (session.subscription !== null)
    moveSubscription(work, work.objects.get("subscription", session.subscription), { status: "past_due" });
}

/** Reads the word for how it ended. */
export function readSettlement(text: string | undefined): Settlement {
  if (text === "succeeded" || text === "failed") return text;
  throw refused("outcome", "The outcome is succeeded or failed.");
}
