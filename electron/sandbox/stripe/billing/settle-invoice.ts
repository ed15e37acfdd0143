import type { ClockedWork } from "../clocks/clocked-work.ts";
import { newInvoicePayment } from "../shapes/invoice.ts";
import type { Invoice, InvoicePayment } from "../shapes/object-types.ts";
import { emit, type Work } from "../work.ts";

/** Notes that `intent` is to pay the invoice. */
export function notePayment(work: ClockedWork, invoice: Invoice, intent: string): void {
  work.objects.insert(newInvoicePayment(invoice, intent, work.at), work.at);
}

/** The invoice's money has come (or none was due). */
export function markInvoicePaid(work: ClockedWork, invoice: Invoice): Invoice {
  const paid: Invoice = {
    ...invoice,
    status: "paid",
    attempted: true,
    auto_advance: false,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    next_payment_attempt: null,
    status_transitions: { ...invoice.status_transitions, paid_at: work.at },
  };
  work.objects.save(paid);
  for (const payment of paymentsOf(work, invoice.id)) {
    const status_transitions = { ...payment.status_transitions, paid_at: work.at };
    const done = { ...payment, amount_paid: payment.amount_requested, status: "paid", status_transitions };
    work.objects.save(done);
    emit(work, "invoice_payment.paid", done);
  }
  emit(work, "invoice.paid", paid);
  emit(work, "invoice.payment_succeeded", paid);
  return paid;
}

/** What was tried to pay the invoice by, newest first. */
export const paymentsOf = (work: Work, invoice: string): readonly InvoicePayment[] =>
  work.objects.list("invoice_payment", { limit: 100 }, { where: { invoice } }).data;
