import { newBankMethod, newCardMethod, type BankDebit, type BillingDetails } from "../shapes/payment-method.ts";
import type { PaymentMethod } from "../shapes/object-types.ts";
import { documented, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { cardByName, cardByNumber, passesLuhn, type TestCard } from "./test-cards.ts";

export interface TypedCard {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
}

/** Makes a card payment method from what somebody typed. Numbers that Stripe's test mode does not know are refused: 402. */
export function methodFromNumber(work: Work, typed: TypedCard, billing: BillingDetails): PaymentMethod {
  const number = typed.number.replaceAll(/[\s-]/g, "");
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number))
    throw cardRefused("incorrect_number", "Your card number is incorrect.", "number");
  const card = cardByNumber(number);
  if (!card) throw cardRefused("card_declined", notATestCard, undefined, { decline_code: "test_mode_live_card" });
  refuseExpired(typed, work.now);
  return keepCard(work, card, typed, billing);
}

/** Makes a card payment method from `tok_visa` or `pm_card_visa`. */
export function methodFromName(work: Work, name: string, billing: BillingDetails, param: string): PaymentMethod {
  const card = cardByName(name);
  if (!card) throw refused(param, `No such token: '${name}'`, "resource_missing");
  const expYear = new Date(work.nowMs).getUTCFullYear() + 1;
  return keepCard(work, card, { expMonth: 12, expYear }, billing);
}

/** Makes a bank debit: what it pays is not known to have been paid before somebody settles it. */
export function bankMethod(work: Work, type: BankDebit, billing: BillingDetails): PaymentMethod {
  const method = newBankMethod(type, billing, work.now);
  work.objects.insert(method, work.now, { cardNumber: null });
  return method;
}

function keepCard(
  work: Work,
  { number, brand }: TestCard,
  { expMonth, expYear }: Pick<TypedCard, "expMonth" | "expYear">,
  billing: BillingDetails,
): PaymentMethod {
  const method = newCardMethod({ number, brand, expMonth, expYear }, billing, work.now);
  work.objects.insert(method, work.now, { cardNumber: number });
  return method;
}

function refuseExpired({ expMonth, expYear }: TypedCard, now: number): void {
  if (expMonth < 1 || expMonth > 12)
    throw cardRefused("invalid_expiry_month", "Your card's expiration month is invalid.", "exp_month");
  const today = new Date(now * 1000);
  const isOver = expYear * 12 + expMonth < today.getUTCFullYear() * 12 + today.getUTCMonth() + 1;
  if (isOver || expYear > today.getUTCFullYear() + 50)
    throw cardRefused("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
}

const notATestCard = "Your card was declined. Your request was in test mode, but used a non test card.";

function cardRefused(code: string, message: string, param?: string, more: Record<string, string> = {}): StripeRefusal {
  const named = param === undefined ? {} : { param };
  return new StripeRefusal(402, documented({ type: "card_error", code, message, ...named, ...more }));
}
