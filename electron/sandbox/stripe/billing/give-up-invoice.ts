import type { ClockedWork } from "../clocks/clocked-work.ts";
import type { Invoice } from "../shapes/object-types.ts";
import { emit } from "../work.ts";

/** The invoice was a mistake: nobody owes it. */
export function voidInvoice(work: ClockedWork, invoice: Invoice): Invoice {
  const status_transitions = { ...invoice.status_transitions, voided_at: work.at };
  return giveUp(work, invoice, { status: "void", status_transitions }, "invoice.voided");
}

/** Nobody expects its money any more; it may still come. */
export function writeOffInvoice(work: ClockedWork, invoice: Invoice): Invoice {
  const status_transitions = { ...invoice.status_transitions, marked_uncollectible_at: work.at };
  return giveUp(work, invoice, { status: "uncollectible", status_transitions }, "invoice.marked_uncollectible");
}

function giveUp(work: ClockedWork, invoice: Invoice, change: Partial<Invoice>, type: string): Invoice {
  const after: Invoice = { ...invoice, ...change, auto_advance: false, next_payment_attempt: null };
  work.objects.save(after);
  emit(work, type, after);
  return after;
}
