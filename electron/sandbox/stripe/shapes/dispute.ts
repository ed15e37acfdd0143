import { newId } from "../ids.ts";
import { alphabetical } from "./alphabetical.ts";
import type { Charge, Dispute } from "./object-types.ts";

const DAY = 24 * 3600;
const ANSWER_WITHIN = 9 * DAY;
const FEE = 1500;

interface Given {
  readonly reason: string;
  /** The bank only asks; no money is taken yet. */
  readonly isInquiry: boolean;
  /** Epoch seconds, by the clock that counts the days for an answer. */
  readonly at: number;
}

/** A dispute of a charge's whole amount that waits for the shop's evidence. */
export const newDispute = (charge: Charge, { reason, isInquiry, at }: Given, now: number): Dispute =>
  alphabetical({
    id: newId("dispute"),
    object: "dispute",
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: at + ANSWER_WITHIN,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    network_reason_code: reason === "fraudulent" ? "10.4" : "13.1",
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: charge.payment_method_details?.card?.brand ?? "visa",
        case_type: isInquiry ? "inquiry" : "chargeback",
        network: charge.payment_method_details?.card?.network ?? "visa",
        network_reason_code: reason === "fraudulent" ? "10.4" : "13.1",
      },
      type: "card",
    },
    reason,
    status: isInquiry ? "warning_needs_response" : "needs_response",
  });

/** What moves on the shop's balance: the bank takes the amount and a fee, or gives the amount back. */
export const disputeTransaction = (
  dispute: Dispute,
  moves: "withdrawn" | "reinstated",
  now: number,
): Dispute["balance_transactions"][number] => {
  const amount = moves === "withdrawn" ? -dispute.amount : dispute.amount;
  const fee = moves === "withdrawn" ? FEE : 0;
  return {
    id: newId("transaction"),
    object: "balance_transaction",
    amount,
    available_on: now,
    balance_type: "payments",
    created: now,
    currency: dispute.currency,
    description: `Chargeback ${moves} for ${dispute.charge}`,
    exchange_rate: null,
    fee,
    fee_details: [],
    net: amount - fee,
    reporting_category: moves === "withdrawn" ? "dispute" : "dispute_reversal",
    source: dispute.id,
    status: "available",
    type: "adjustment",
  };
};

const NO_EVIDENCE: Dispute["evidence"] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
