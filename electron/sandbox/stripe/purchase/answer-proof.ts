import { afterFailedPayment } from "../billing/after-payment.ts";
import { collectInvoice } from "../billing/collect-invoice.ts";
import { onClockOf } from "../clocks/clocked-work.ts";
import { proofRefused } from "../payments/ask-for-proof.ts";
import { confirmIntent } from "../payments/confirm-intent.ts";
import { invoiceOf } from "../payments/settle-intent.ts";
import type { PaymentIntent, Session } from "../shapes/object-types.ts";
import { StripeRefusal, type StripeError } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { confirmSession } from "./confirm-session.ts";

export type ProofAnswer = "approved" | "refused";

/** What the customer is to see next, and what was told of it: the event that the shop is waited for, if any. */
export interface Answered {
  readonly session: Session | null;
  readonly error: StripeError | null;
  readonly eventId: string | null;
}

/**
 * The bank's customer says yes or no to a payment. After a yes it goes on as it would have without the question, and may
 * still be declined. Refused where nothing was asked.
 */
export function answerProof(work: Work, intent: PaymentIntent, answer: ProofAnswer): Answered {
  if (intent.status !== "requires_action")
    throw new StripeRefusal(400, { message: `The bank asks nothing about ${intent.id}.`, param: "id" });
  const session = sessionOf(work, intent);
  if (answer === "refused") return refuse(work, intent, session);
  if (session) return goOn(work, session);
  const method = work.objects.get("payment_method", intent.payment_method!);
  const invoice = invoiceOf(work, intent.id);
  if (!invoice) return { session: null, eventId: null, error: confirmIntent(work, intent, method, true).error };
  const clocked = onClockOf(work, work.objects.get("customer", invoice.customer!));
  const { error } = collectInvoice(clocked, invoice, { method, isPlanned: false, isProven: true });
  return { session: null, eventId: null, error };
}

/** The session that an intent is to pay, if it is to pay one. */
function sessionOf(work: Work, intent: PaymentIntent): Session | null {
  const { session } = work.objects.hidden("payment_intent", intent.id);
  return session === undefined ? null : work.objects.get("checkout.session", session);
}

function refuse(work: Work, intent: PaymentIntent, session: Session | null): Answered {
  const { last_payment_error } = proofRefused(work, intent);
  const invoice = session ? undefined : invoiceOf(work, intent.id);
  if (invoice) afterFailedPayment(onClockOf(work, work.objects.get("customer", invoice.customer!)), invoice, false);
  const { message = "" } = last_payment_error ?? {};
  return { session, eventId: null, error: { type: "card_error", message } };
}

function goOn(work: Work, session: Session): Answered {
  const { payer } = work.objects.hidden("checkout.session", session.id);
  if (!payer) throw new Error(`Nobody was about to pay ${session.id}.`);
  const method = work.objects.get("payment_method", payer.method);
  const confirmed = confirmSession(work, session, { ...payer, method, isProven: true });
  return {
    session: confirmed.session,
    error: confirmed.kind === "declined" ? confirmed.error : null,
    eventId: confirmed.kind === "complete" ? confirmed.event.id : null,
  };
}
