import { alphabetical } from "./alphabetical.ts";
import { newId } from "../ids.ts";
import type { Charge, PaymentIntent, PaymentMethod } from "./object-types.ts";

type Outcome = NonNullable<Charge["outcome"]>;

/** How one attempt to take the money ended. */
export interface ChargeResult {
  readonly status: "succeeded" | "pending" | "failed";
  /** Of a failed one: Stripe's code (`card_declined`), the bank's reason, a sentence. */
  readonly failure?: { readonly code: string; readonly declineCode: string; readonly message: string };
}

/** One attempt of `intent` to take its amount by `method`. */
export function newCharge(intent: PaymentIntent, method: PaymentMethod, result: ChargeResult, now: number): Charge {
  const taken = result.status !== "failed";
  const captured = taken && intent.capture_method !== "manual";
  return alphabetical({
    id: newId(method.type === "card" ? "charge" : "bank_charge"),
    object: "charge",
    ...UNUSED_FIELDS,
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    balance_transaction: result.status === "succeeded" ? newId("transaction") : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: "WAYBILL SANDBOX",
    captured,
    created: now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: result.failure?.code ?? null,
    failure_message: result.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    outcome: outcomeOf(result),
    paid: taken,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: paymentDetails(method),
    refunded: false,
    status: result.status,
  });
}

function outcomeOf({ status, failure }: ChargeResult): Outcome {
  const none = { advice_code: null, network_advice_code: null, network_decline_code: null };
  const risk = { risk_level: "normal", risk_score: 20 };
  if (failure)
    return {
      ...none,
      ...risk,
      network_status: "declined_by_network",
      reason: failure.declineCode,
      seller_message: "The bank did not return any further details with this decline.",
      type: "issuer_declined",
    };
  return {
    ...none,
    ...risk,
    network_status: status === "pending" ? "not_sent_to_network" : "approved_by_network",
    reason: null,
    seller_message: "Payment complete.",
    type: "authorized",
  };
}

function paymentDetails(method: PaymentMethod): NonNullable<Charge["payment_method_details"]> {
  const { card } = method;
  if (!card) return { type: method.type, [method.type]: method[method.type as "sepa_debit"] ?? {} };
  return {
    type: "card",
    card: {
      amount_authorized: null,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

/** What this sandbox never fills. */
const UNUSED_FIELDS = {
  application: null,
  application_fee: null,
  application_fee_amount: null,
  failure_balance_transaction: null,
  on_behalf_of: null,
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} as const satisfies Partial<Charge>;
