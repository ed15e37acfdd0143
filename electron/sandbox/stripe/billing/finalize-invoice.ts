import type { ClockedWork } from "../clocks/clocked-work.ts";
import type { Customer, Invoice } from "../shapes/object-types.ts";
import { emit } from "../work.ts";
import { afterPaidInvoice } from "./after-payment.ts";
import { markInvoicePaid } from "./settle-invoice.ts";

/**
 * Ends the draft: the invoice has a number, a page and an amount, less what the customer has to their credit. One with
 * nothing due is paid at once.
 */
export function finalizeInvoice(work: ClockedWork, draft: Invoice, more: Partial<Invoice> = {}): Invoice {
  const customer = work.objects.get("customer", draft.customer!);
  const sequence = customer.next_invoice_sequence ?? 1;
  const owed = draft.total + customer.balance;
  const amount_due = Math.max(owed, 0);
  const invoice: Invoice = {
    ...draft,
    status: "open",
    amount_due,
    amount_remaining: amount_due,
    automatically_finalizes_at: null,
    effective_at: work.at,
    ending_balance: Math.min(owed, 0),
    hosted_invoice_url: `${work.publicUrl}/i/${draft.id}`,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, "0")}`,
    starting_balance: customer.balance,
    status_transitions: { ...draft.status_transitions, finalized_at: work.at },
    ...more,
  };
  work.objects.save(invoice);
  saveCustomer(work, customer, { next_invoice_sequence: sequence + 1, balance: Math.min(owed, 0) });
  emit(work, "invoice.finalized", invoice);
  if (amount_due > 0) return invoice;
  const paid = markInvoicePaid(work, invoice);
  afterPaidInvoice(work, paid);
  return paid;
}

function saveCustomer(work: ClockedWork, customer: Customer, change: Partial<Customer>): void {
  const after: Customer = { ...customer, ...change };
  work.objects.save(after);
  if (after.balance !== customer.balance) emit(work, "customer.updated", after, { balance: customer.balance });
}
