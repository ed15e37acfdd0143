import { afterFailedPayment } from "../billing/after-payment.ts";
import { paid } from "../billing/collect-invoice.ts";
import { onClockOf } from "../clocks/clocked-work.ts";
import type { Charge, Invoice, PaymentIntent } from "../shapes/object-types.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";

export type Settlement = "succeeded" | "failed";

/**
 * The bank answers a debit that is under way: the money came, or it did not, with what follows for an invoice that it was
 * to pay. Refused where none is under way.
 */
export function settleIntent(work: Work, intent: PaymentIntent, outcome: Settlement): PaymentIntent {
  if (intent.status !== "processing")
    throw new StripeRefusal(400, { message: `No payment of ${intent.id} is under way.`, param: "id" });
  const charge = work.objects.get("charge", intent.latest_charge!);
  const after = outcome === "succeeded" ? moneyCame(work, intent, charge) : moneyDidNotCome(work, intent, charge);
  const invoice = invoiceOf(work, intent.id);
  if (invoice) settleInvoice(work, invoice, outcome);
  return after;
}

/** The invoice that an intent is to pay. */
export function invoiceOf(work: Work, intent: string): Invoice | undefined {
  const [payment] = work.objects.list("invoice_payment", { limit: 1 }, { where: { paid_by_intent: intent } }).data;
  return payment && work.objects.get("invoice", payment.invoice);
}

function settleInvoice(work: Work, invoice: Invoice, outcome: Settlement): void {
  const clocked = onClockOf(work, work.objects.get("customer", invoice.customer!));
  if (outcome === "succeeded") paid(clocked, invoice);
  else afterFailedPayment(clocked, invoice, true);
}

function moneyCame(work: Work, intent: PaymentIntent, charge: Charge): PaymentIntent {
  const taken: Charge = { ...charge, status: "succeeded", paid: true, captured: true };
  const succeeded: PaymentIntent = { ...intent, status: "succeeded", amount_received: intent.amount };
  work.objects.save(taken);
  work.objects.save(succeeded);
  emit(work, "charge.succeeded", taken);
  emit(work, "payment_intent.succeeded", succeeded);
  return succeeded;
}

const BANK_SAID_NO = {
  failure_code: "insufficient_funds",
  failure_message: "The customer's account has insufficient funds to cover this payment.",
} as const;

function moneyDidNotCome(work: Work, intent: PaymentIntent, charge: Charge): PaymentIntent {
  const refusedCharge: Charge = { ...charge, ...BANK_SAID_NO, status: "failed", paid: false, captured: false };
  const { failure_code: code, failure_message: message } = BANK_SAID_NO;
  const last_payment_error = { type: "card_error", code, message, charge: charge.id } as const;
  const failed: PaymentIntent = { ...intent, status: "requires_payment_method", last_payment_error };
  work.objects.save(refusedCharge);
  work.objects.save(failed);
  emit(work, "charge.failed", refusedCharge);
  emit(work, "payment_intent.payment_failed", failed);
  return failed;
}
