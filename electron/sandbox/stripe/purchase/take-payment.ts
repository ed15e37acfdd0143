import { newCharge, type ChargeResult } from "../shapes/charge.ts";
import { newPaymentIntent } from "../shapes/payment-intent.ts";
import type { Charge, Metadata, PaymentIntent, PaymentMethod } from "../shapes/object-types.ts";
import { documented, type StripeError } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { cardByNumber, type CardFailure } from "./test-cards.ts";

export interface ToPay {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly forLater: boolean;
}

/** A PaymentIntent for this amount: that of an earlier, declined attempt, or a new one. */
export function openIntent(work: Work, toPay: ToPay, attempt: string | null): PaymentIntent {
  const { amount, currency, customer, description, metadata } = toPay;
  const setup_future_usage = toPay.forLater ? "off_session" : null;
  const given = { amount, currency, customer, description, metadata, setup_future_usage };
  const earlier = attempt === null ? undefined : work.objects.find("payment_intent", attempt);
  if (earlier) {
    const intent: PaymentIntent = { ...earlier, ...given };
    work.objects.save(intent);
    return intent;
  }
  const intent = newPaymentIntent(given, work.now);
  work.objects.insert(intent, work.now);
  emit(work, "payment_intent.created", intent);
  return intent;
}

/** What a charge to this method leads to; known beforehand, since test cards say so by their number. */
export function foreseenResult(work: Work, method: PaymentMethod): ChargeResult {
  if (method.type !== "card") return { status: "pending" };
  const { cardNumber } = work.objects.hidden("payment_method", method.id);
  const failure = cardNumber === null ? undefined : cardByNumber(cardNumber)?.failure;
  return failure ? { status: "failed", failure } : { status: "succeeded" };
}

/** Makes one attempt to take the intent's amount and tells its events. */
export function takePayment(work: Work, intent: PaymentIntent, method: PaymentMethod, result: ChargeResult): Charge {
  const charge = newCharge(intent, method, result, work.now);
  work.objects.insert(charge, work.now);
  const after: PaymentIntent = { ...intent, ...intentAfter(charge, method, result) };
  work.objects.save(after);
  emit(work, `charge.${result.status}`, charge);
  emit(work, `payment_intent.${intentEvent[result.status]}`, after);
  return charge;
}

const intentEvent = { succeeded: "succeeded", pending: "processing", failed: "payment_failed" } as const;

function intentAfter(charge: Charge, method: PaymentMethod, { status, failure }: ChargeResult): Partial<PaymentIntent> {
  const common = { latest_charge: charge.id, payment_method_types: [method.type] };
  if (failure)
    return { ...common, status: "requires_payment_method", last_payment_error: paymentError(charge, method, failure) };
  const paidBy = { ...common, payment_method: method.id, last_payment_error: null };
  if (status === "pending") return { ...paidBy, status: "processing" };
  return { ...paidBy, status: "succeeded", amount_received: charge.amount };
}

function paymentError(charge: Charge, method: PaymentMethod, { code, declineCode, message }: CardFailure) {
  const { code: _, ...error } = documented({ type: "card_error", code, message });
  return { ...error, charge: charge.id, code, decline_code: declineCode, payment_method: method } as NonNullable<
    PaymentIntent["last_payment_error"]
  >;
}

/** The 402 error of a declined charge. */
export function declinedError(work: Work, charge: Charge, failure: CardFailure): StripeError {
  return documented({
    type: "card_error",
    code: failure.code,
    decline_code: failure.declineCode,
    message: failure.message,
    charge: charge.id,
    payment_intent: charge.payment_intent && work.objects.get("payment_intent", charge.payment_intent),
  });
}
