import { newId } from "../ids.ts";
import type { Charge, Metadata, Refund } from "./object-types.ts";

interface Given {
  readonly amount: number;
  readonly reason: Refund["reason"];
  readonly metadata: Metadata;
}

export const newRefund = (charge: Charge, { amount, reason, metadata }: Given, now: number): Refund => ({
  id: newId("refund"),
  object: "refund",
  amount,
  balance_transaction: newId("transaction"),
  charge: charge.id,
  created: now,
  currency: charge.currency,
  customer: charge.customer,
  customer_account: null,
  destination_details: {
    type: charge.payment_method_details?.type ?? "card",
    card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
  },
  metadata,
  payment_intent: charge.payment_intent,
  payment_method: charge.payment_method,
  reason,
  receipt_number: null,
  source_transfer_reversal: null,
  status: "succeeded",
  transfer_reversal: null,
});
