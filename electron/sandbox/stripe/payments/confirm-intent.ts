import type { PaymentIntent, PaymentMethod } from "../shapes/object-types.ts";
import type { StripeError } from "../wire/stripe-refusal.ts";
import type { Work } from "../work.ts";
import { askForProof } from "./ask-for-proof.ts";
import { declinedError, foreseenResult, takePayment } from "./take-payment.ts";

/** Where an intent stands after an attempt; the error where it was declined. */
export interface ConfirmedIntent {
  readonly intent: PaymentIntent;
  readonly error: StripeError | null;
}

/** Makes one attempt to pay an intent by this method, or asks the bank's customer first. */
export function confirmIntent(
  work: Work,
  intent: PaymentIntent,
  method: PaymentMethod,
  isProven = false,
): ConfirmedIntent {
  const foreseen = foreseenResult(work, method, isProven);
  if (foreseen.status === "requires_action") return { intent: askForProof(work, intent, method), error: null };
  const charge = takePayment(work, intent, method, foreseen);
  const after = work.objects.get("payment_intent", intent.id);
  return { intent: after, error: foreseen.failure ? declinedError(work, charge, foreseen.failure) : null };
}
