import type { PaymentIntent, PaymentMethod } from "../shapes/object-types.ts";
import { documented } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";

/** The bank wants to hear from its customer: the intent waits until they have been to the page that it names. */
export function askForProof(work: Work, intent: PaymentIntent, method: PaymentMethod): PaymentIntent {
  const { returnUrl: return_url = null } = work.objects.hidden("payment_intent", intent.id);
  const asking: PaymentIntent = {
    ...intent,
    status: "requires_action",
    payment_method: method.id,
    payment_method_types: [method.type],
    last_payment_error: null,
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: { return_url, url: `${work.publicUrl}/3ds/${intent.id}` },
    },
  };
  work.objects.save(asking);
  emit(work, "payment_intent.requires_action", asking);
  return asking;
}

const NOT_PROVEN = {
  code: "payment_intent_authentication_failure",
  message: "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
} as const;

/** The customer refused, or failed, to give the proof: nothing is charged, and another way to pay is needed. */
export function proofRefused(work: Work, intent: PaymentIntent): PaymentIntent {
  const method =
    intent.payment_method === null ? undefined : work.objects.find("payment_method", intent.payment_method);
  const { code: _, ...error } = documented({ type: "invalid_request_error", ...NOT_PROVEN });
  const after: PaymentIntent = {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    last_payment_error: {
      ...error,
      code: NOT_PROVEN.code,
      ...(method ? { payment_method: method } : {}),
    },
  };
  work.objects.save(after);
  emit(work, "payment_intent.payment_failed", after);
  return after;
}
