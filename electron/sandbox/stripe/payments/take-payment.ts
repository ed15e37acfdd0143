import { newCharge, type ChargeResult } from "../shapes/charge.ts";
import { newPaymentIntent } from "../shapes/payment-intent.ts";
import type { Charge, HiddenCharge, Metadata, PaymentIntent, PaymentMethod } from "../shapes/object-types.ts";
import { documented, type StripeError } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { cardByNumber, type CardFailure, type TestCard } from "./test-cards.ts";

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

/** What an attempt leads to: a charge however it ends, or first a question to the bank's customer. */
export type Foreseen = ChargeResult | { readonly status: "requires_action" };

/** What a charge to this method leads to; known beforehand, since test cards say so by their number. */
export function foreseenResult(work: Work, method: PaymentMethod, isProven = false): Foreseen {
  if (method.type !== "card") return { status: "pending" };
  const card = cardBehind(work, method);
  if (!isProven && asksForProof(work, method, card)) return { status: "requires_action" };
  const failure = card?.failure ?? (method.customer === null ? undefined : card?.failsAttached);
  return failure ? { status: "failed", failure } : { status: "succeeded" };
}

function asksForProof(work: Work, method: PaymentMethod, card: TestCard | undefined): boolean {
  if (card?.authentication === "always") return true;
  return card?.authentication === "until_set_up" && !work.objects.hidden("payment_method", method.id).isSetUp;
}

function cardBehind(work: Work, method: PaymentMethod): TestCard | undefined {
  const { cardNumber } = work.objects.hidden("payment_method", method.id);
  return cardNumber === null ? undefined : cardByNumber(cardNumber);
}

/** Makes one attempt to take the intent's amount and tells its events. */
export function takePayment(work: Work, intent: PaymentIntent, method: PaymentMethod, result: ChargeResult): Charge {
  const charge = newCharge(intent, method, result, work.now);
  work.objects.insert(charge, work.now, result.status === "succeeded" ? whatFollows(work, method) : {});
  const after: PaymentIntent = { ...intent, ...intentAfter(charge, method, result) };
  work.objects.save(after);
  if (result.status === "succeeded" && intent.setup_future_usage === "off_session") setUp(work, method);
  emit(work, `charge.${result.status}`, charge);
  emit(
    work,
    `payment_intent.${after.status === "requires_capture" ? "amount_capturable_updated" : intentEvent[result.status]}`,
    after,
  );
  return charge;
}

const intentEvent = { succeeded: "succeeded", pending: "processing", failed: "payment_failed" } as const;

function whatFollows(work: Work, method: PaymentMethod): HiddenCharge {
  const trouble = method.type === "card" ? cardBehind(work, method)?.trouble : undefined;
  return trouble ? { trouble } : {};
}

function setUp(work: Work, method: PaymentMethod): void {
  const hidden = work.objects.hidden("payment_method", method.id);
  if (!hidden.isSetUp) work.objects.saveHidden("payment_method", method.id, { ...hidden, isSetUp: true });
}

function intentAfter(charge: Charge, method: PaymentMethod, { status, failure }: ChargeResult): Partial<PaymentIntent> {
  const common = { latest_charge: charge.id, payment_method_types: [method.type], next_action: null };
  if (failure)
    return {
      ...common,
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: paymentError(charge, method, failure),
    };
  const paidBy = { ...common, payment_method: method.id, last_payment_error: null };
  if (status === "pending") return { ...paidBy, status: "processing" };
  if (!charge.captured) return { ...paidBy, status: "requires_capture", amount_capturable: charge.amount };
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
