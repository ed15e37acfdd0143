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
  /** Tokens (`tok_…`) and ready-made payment methods (`pm_card_…`) that stand for it. */
  readonly names: readonly string[];
  readonly failure?: CardFailure;
}

const declined = (declineCode: string, message: string, code = "card_declined"): CardFailure => ({
  code,
  declineCode,
  message,
});

const cards: readonly TestCard[] = [
  { number: "4242424242424242", brand: "visa", names: ["tok_visa", "pm_card_visa"] },
  { number: "4000056655665556", brand: "visa", names: ["tok_visa_debit", "pm_card_visa_debit"] },
  { number: "5555555555554444", brand: "mastercard", names: ["tok_mastercard", "pm_card_mastercard"] },
  { number: "378282246310005", brand: "amex", names: ["tok_amex", "pm_card_amex"] },
  {
    number: "4000000000000002",
    brand: "visa",
    names: ["tok_chargeDeclined", "pm_card_chargeDeclined", "tok_visa_chargeDeclined", "pm_card_visa_chargeDeclined"],
    failure: declined("generic_decline", "Your card was declined."),
  },
  {
    number: "4000000000009995",
    brand: "visa",
    names: ["tok_chargeDeclinedInsufficientFunds", "pm_card_chargeDeclinedInsufficientFunds"],
    failure: declined("insufficient_funds", "Your card has insufficient funds."),
  },
  {
    number: "4000000000000069",
    brand: "visa",
    names: ["tok_chargeDeclinedExpiredCard", "pm_card_chargeDeclinedExpiredCard"],
    failure: declined("expired_card", "Your card has expired.", "expired_card"),
  },
  {
    number: "4000000000000127",
    brand: "visa",
    names: ["tok_chargeDeclinedIncorrectCvc", "pm_card_chargeDeclinedIncorrectCvc"],
    failure: declined("incorrect_cvc", "Your card's security code is incorrect.", "incorrect_cvc"),
  },
  {
    number: "4000000000000119",
    brand: "visa",
    names: ["tok_chargeDeclinedProcessingError", "pm_card_chargeDeclinedProcessingError"],
    failure: declined(
      "processing_error",
      "An error occurred while processing your card. Try again in a little bit.",
      "processing_error",
    ),
  },
];

export const cardByNumber = (number: string): TestCard | undefined => cards.find((card) => card.number === number);

/** The card behind `tok_visa` or `pm_card_visa`. */
export const cardByName = (name: string): TestCard | undefined => cards.find((card) => card.names.includes(name));

/** The cards that the payment page offers, with what each is good for. */
export const OFFERED_CARDS = [
  { number: "4242424242424242", label: "The payment succeeds" },
  { number: "4000000000000002", label: "The card is declined" },
  { number: "4000000000009995", label: "Insufficient funds" },
] as const;

/** Whether the last digit fits the others, as on every real card. */
export function passesLuhn(number: string): boolean {
  const digits = Array.from(number, Number).toReversed();
  const sum = digits.reduce((total, digit, place) => total + (place % 2 === 0 ? digit : doubled(digit)), 0);
  return sum % 10 === 0;
}

const doubled = (digit: number): number => (digit > 4 ? digit * 2 - 9 : digit * 2);
