import { newId } from "../ids.ts";
import type { PaymentMethod } from "./object-types.ts";

export type BillingDetails = PaymentMethod["billing_details"];
type Card = NonNullable<PaymentMethod["card"]>;

export const NO_BILLING_DETAILS: BillingDetails = { address: null, email: null, name: null, phone: null, tax_id: null };

export interface CardFacts {
  readonly number: string;
  readonly brand: string;
  readonly expMonth: number;
  readonly expYear: number;
}

export const newCardMethod = (facts: CardFacts, billing: BillingDetails, now: number): PaymentMethod => ({
  ...newMethod("card", billing, now),
  card: cardOf(facts),
});

/** A debit that the customer's bank confirms or refuses days later. */
export function newBankMethod(type: BankDebit, billing: BillingDetails, now: number): PaymentMethod {
  const last4 = type === "sepa_debit" ? "3000" : "6789";
  const account =
    type === "sepa_debit"
      ? {
          bank_code: "37040044",
          branch_code: "",
          country: "DE",
          fingerprint: "sandboxdebit",
          generated_from: null,
          last4,
        }
      : {
          account_holder_type: "individual",
          account_type: "checking",
          bank_name: "STRIPE TEST BANK",
          financial_connections_account: null,
          fingerprint: "sandboxdebit",
          last4,
          networks: { preferred: "ach", supported: ["ach"] },
          routing_number: "110000000",
          status_details: null,
        };
  return { ...newMethod(type, billing, now), [type]: account };
}

export type BankDebit = "sepa_debit" | "us_bank_account";

/** Which bank debit takes this currency; SEPA stands for all the others. */
export const bankDebitFor = (currency: string): BankDebit => (currency === "usd" ? "us_bank_account" : "sepa_debit");

/** The bank debit among these types of payment methods. */
export const bankDebitAmong = (types: readonly string[]): BankDebit | undefined =>
  (["us_bank_account", "sepa_debit"] as const).find((type) => types.includes(type));

const newMethod = (type: PaymentMethod["type"], billing_details: BillingDetails, now: number): PaymentMethod => ({
  id: newId("payment_method"),
  object: "payment_method",
  allow_redisplay: "unspecified",
  billing_details,
  created: now,
  customer: null,
  customer_account: null,
  livemode: false,
  metadata: {},
  type,
});

const cardOf = ({ number, brand, expMonth, expYear }: CardFacts): Card => ({
  brand,
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
  country: "US",
  display_brand: brand,
  exp_month: expMonth,
  exp_year: expYear,
  fingerprint: `sandbox${number.slice(-9)}`,
  funding: "credit",
  generated_from: null,
  last4: number.slice(-4),
  networks: { available: [brand], preferred: null },
  regulated_status: "unregulated",
  three_d_secure_usage: { supported: true },
  wallet: null,
});
