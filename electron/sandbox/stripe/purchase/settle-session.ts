import { settleIntent, type Settlement } from "../payments/settle-intent.ts";
import type { PaymentIntent, Session } from "../shapes/object-types.ts";
import type { StripeEvent } from "../store/event-log.ts";
import { refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";

/**
 * The bank answers a delayed payment: the session is paid, or it stays unpaid and its subscription is past due. Only a
 * person or a script settles, never the clock. Refused where no payment of the session is under way.
 */
export function settleSession(
  work: Work,
  session: Session,
  outcome: Settlement,
): { session: Session; event: StripeEvent } {
  settleIntent(work, underWay(work, session), outcome);
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

/** Reads the word for how it ended. */
export function readSettlement(text: string | undefined): Settlement {
  if (text === "succeeded" || text === "failed") return text;
  throw refused("outcome", "The outcome is succeeded or failed.");
}
