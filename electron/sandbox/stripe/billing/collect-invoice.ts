import type { ClockedWork } from "../clocks/clocked-work.ts";
import { askForProof } from "../payments/ask-for-proof.ts";
import { declinedError, foreseenResult, openIntent, takePayment } from "../payments/take-payment.ts";
import type { Customer, Invoice, PaymentIntent, PaymentMethod } from "../shapes/object-types.ts";
import { documented, type StripeError } from "../wire/stripe-refusal.ts";
import { emit } from "../work.ts";
import { afterFailedPayment, afterPaidInvoice } from "./after-payment.ts";
import { markInvoicePaid, notePayment, paymentsOf } from "./settle-invoice.ts";

/** How an attempt to collect went. What was refused has changed something all the same, so its error is an answer. */
export interface Collected {
  readonly invoice: Invoice;
  readonly error: StripeError | null;
}

interface Attempt {
  readonly method: PaymentMethod | null;
  /** The attempts of the plan count; one by hand counts only where it is the first. */
  readonly isPlanned: boolean;
  /** The bank's question has been answered. */
  readonly isProven?: boolean;
}

/** Makes one attempt to collect an open invoice, with all that follows for it, its subscription and its customer. */
export function collectInvoice(work: ClockedWork, open: Invoice, attempt: Attempt): Collected {
  const { method, isPlanned, isProven = false } = attempt;
  const intent = intentFor(work, open);
  const counts = isPlanned || open.attempt_count === 0;
  const invoice: Invoice = { ...open, attempted: true, attempt_count: open.attempt_count + (counts ? 1 : 0) };
  const fails = (error: StripeError): Collected => ({ invoice: afterFailedPayment(work, invoice, counts), error });
  work.objects.save(invoice);
  if (!method) return fails(noMethodError());
  const foreseen = foreseenResult(work, method, isProven);
  if (foreseen.status === "requires_action") {
    askForProof(work, intent, method);
    emit(work, "invoice.payment_action_required", invoice);
    return fails(needsProofError(work, intent.id));
  }
  const charge = takePayment(work, intent, method, foreseen);
  if (foreseen.failure) return fails(declinedError(work, charge, foreseen.failure));
  if (foreseen.status === "pending")
    return { invoice: save(work, { ...invoice, next_payment_attempt: null }), error: null };
  return { invoice: paid(work, invoice), error: null };
}

/** The money of an invoice has come. */
export function paid(work: ClockedWork, invoice: Invoice): Invoice {
  const after = markInvoicePaid(work, invoice);
  afterPaidInvoice(work, after);
  return after;
}

/** The PaymentIntent that pays an invoice: the one that was made for it, or a new one. */
export function intentFor(work: ClockedWork, invoice: Invoice): PaymentIntent {
  const known = paymentsOf(work, invoice.id)[0]?.payment.payment_intent;
  if (known !== undefined) return work.objects.get("payment_intent", known);
  const forLater = invoice.parent?.type === "subscription_details";
  const description = forLater
    ? (descriptions[invoice.billing_reason ?? ""] ?? "Subscription update")
    : "Payment for Invoice";
  const { amount_due: amount, currency, customer } = invoice;
  const intent = openIntent(work, { amount, currency, customer, description, metadata: {}, forLater }, null);
  notePayment(work, invoice, intent.id);
  return intent;
}

const descriptions: Readonly<Record<string, string>> = { subscription_create: "Subscription creation" };

/** Which method an invoice is charged to where nobody names one; null where there is none. */
export function usualMethod(work: ClockedWork, invoice: Invoice): PaymentMethod | null {
  const subscription = invoice.parent?.subscription_details?.subscription;
  const customer: Customer = work.objects.get("customer", invoice.customer!);
  const id =
    invoice.default_payment_method ??
    (subscription === undefined ? null : work.objects.get("subscription", subscription).default_payment_method) ??
    customer.invoice_settings.default_payment_method;
  return id === null || id === undefined ? null : (work.objects.find("payment_method", id) ?? null);
}

function save(work: ClockedWork, invoice: Invoice): Invoice {
  work.objects.save(invoice);
  return invoice;
}

const noMethodError = (): StripeError =>
  documented({
    type: "invalid_request_error",
    code: "resource_missing",
    message:
      "There is no `default_payment_method` set on this Customer or Invoice. Please create and attach a PaymentMethod, set it as the default and try again.",
  });

const needsProofError = (work: ClockedWork, intent: string): StripeError =>
  documented({
    type: "card_error",
    code: "invoice_payment_intent_requires_action",
    message:
      "This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice.",
    payment_intent: work.objects.get("payment_intent", intent),
  });
