import { formatMoney } from "../../../shared/kernel/money.ts";

interface Priced {
  readonly amount: number;
  readonly currency: string;
}
interface Invoiced {
  readonly subtotal: number;
  readonly currency: string;
}

/** What a paid invoice makes of its unpaid order. */
export interface InvoiceDecision {
  readonly change: "payment_confirmed" | "amount_mismatched";
  readonly code: "AMOUNT_MISMATCH" | null;
  readonly says: string | null;
}

/** Checks the invoice's subtotal (discounts and taxes come after) against what the order costs. Pure. */
export function decideInvoice(order: Priced, invoice: Invoiced): InvoiceDecision {
  const currency = invoice.currency.toLowerCase();
  if (invoice.subtotal === order.amount && currency === order.currency)
    return { change: "payment_confirmed", code: null, says: null };
  const paid = formatMoney({ amount: invoice.subtotal, currency });
  const says = `The invoice was for ${paid}, the plan costs ${formatMoney(order)}. The payment is kept; no server until an operator says so.`;
  return { change: "amount_mismatched", code: "AMOUNT_MISMATCH", says };
}
