import type { Trouble } from "../shapes/object-types.ts";

/** Why a bank says no, in Stripe's words. */
export interface CardFailure {
  /** Stripe's error code. */
  readonly code: string;
  readonly declineCode: string;
  readonly message: string;
}

/** A card that exists only in test mode, and what a charge to it leads to. */
export interface TestCard {
  readonly number: string;
  readonly brand: "visa" | "mastercard" | "amex";
  /** Tokens (`tok_…`) and ready-made payment methods (`pm_card_…`) that stand for it, without those prefixes. */
  readonly names: readonly string[];
  /** The bank asks its customer for a proof: until the card is set up for later charges, or at each charge. */
  readonly authentication?: "until_set_up" | "always";
  /** Why the bank says no, after a proof where it asks for one. */
  readonly failure?: CardFailure;
  /** Why it says no once the card belongs to a customer. */
  readonly failsAttached?: CardFailure;
  /** What follows a payment that went well. */
  readonly trouble?: Trouble;
}

const declined = (declineCode: string, message: string, code = "card_declined"): CardFailure => ({
  code,
  declineCode,
  message,
});

const GENERIC = declined("generic_decline", "Your card was declined.");
const NO_FUNDS = declined("insufficient_funds", "Your card has insufficient funds.");
const EXPIRED = declined("expired_card", "Your card has expired.", "expired_card");
const WRONG_CODE = declined("incorrect_cvc", "Your card's security code is incorrect.", "incorrect_cvc");
const UNPROCESSED = declined(
  "processing_error",
  "An error occurred while processing your card. Try again in a little bit.",
  "processing_error",
);
const dispute = (reason: string, isInquiry = false): Trouble => ({ kind: "dispute", reason, isInquiry });

type Named = readonly [number: string, names: string, what?: Omit<TestCard, "number" | "brand" | "names">];

const visas: readonly Named[] = [
  ["4242424242424242", "visa"],
  ["4000056655665556", "visa_debit"],
  ["4000000000000077", "bypassPending"],
  ["4000000000000002", "chargeDeclined visa_chargeDeclined", { failure: GENERIC }],
  ["4000000000009995", "chargeDeclinedInsufficientFunds visa_chargeDeclinedInsufficientFunds", { failure: NO_FUNDS }],
  ["4000000000000069", "chargeDeclinedExpiredCard", { failure: EXPIRED }],
  ["4000000000000127", "chargeDeclinedIncorrectCvc", { failure: WRONG_CODE }],
  ["4000000000000119", "chargeDeclinedProcessingError", { failure: UNPROCESSED }],
  ["4000000000000341", "chargeCustomerFail", { failsAttached: GENERIC }],
  ["4000000000003220", "threeDSecure2Required", { authentication: "until_set_up" }],
  ["4000002500003155", "authenticationRequiredOnSetup", { authentication: "until_set_up" }],
  ["4000002760003184", "authenticationRequired", { authentication: "always" }],
  [
    "4000008260003178",
    "authenticationRequiredChargeDeclinedInsufficientFunds",
    { authentication: "always", failure: NO_FUNDS },
  ],
  ["4000008400001629", "threeDSecureRequiredChargeDeclined", { authentication: "until_set_up", failure: GENERIC }],
  ["4000000000000259", "createDispute", { trouble: dispute("fraudulent") }],
  ["4000000000002685", "createDisputeProductNotReceived", { trouble: dispute("product_not_received") }],
  ["4000000000001976", "createDisputeInquiry", { trouble: dispute("fraudulent", true) }],
  ["4000000000005423", "createIssuerFraudRecord", { trouble: { kind: "fraud_warning" } }],
];

const cards: readonly TestCard[] = [
  ...visas.map(([number, names, what]): TestCard => ({ number, brand: "visa", names: names.split(" "), ...what })),
  { number: "5555555555554444", brand: "mastercard", names: ["mastercard"] },
  { number: "378282246310005", brand: "amex", names: ["amex"] },
];

export const cardByNumber = (number: string): TestCard | undefined => cards.find((card) => card.number === number);

/** The card behind `tok_visa` or `pm_card_visa`. */
export const cardByName = (name: string): TestCard | undefined =>
  cards.find((card) => card.names.some((own) => name === `tok_${own}` || name === `pm_card_${own}`));

/** The cards that the payment page offers, with what each is good for. */
export const OFFERED_CARDS = [
  { number: "4242424242424242", label: "The payment succeeds" },
  { number: "4000000000000002", label: "The card is declined" },
  { number: "4000000000009995", label: "Insufficient funds" },
  { number: "4000000000003220", label: "The bank asks for a proof" },
  { number: "4000000000000341", label: "Succeeds now, fails at renewal" },
  { number: "4000000000000259", label: "Succeeds, then is disputed" },
] as const;

/** Whether the last digit fits the others, as on every real card. */
export function passesLuhn(number: string): boolean {
  const digits = Array.from(number, Number).toReversed();
  const sum = digits.reduce((total, digit, place) => total + (place % 2 === 0 ? digit : doubled(digit)), 0);
  return sum % 10 === 0;
}

const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);
