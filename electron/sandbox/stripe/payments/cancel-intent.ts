import type { PaymentIntent } from "../shapes/object-types.ts";
import { emit, type Work } from "../work.ts";

/** Whether an intent has neither taken money nor been given up. */
export const isCancelable = ({ status }: PaymentIntent): boolean => status !== "succeeded" && status !== "canceled";

/** Gives an intent up: it can't be paid any more. */
export function cancelIntent(work: Work, intent: PaymentIntent, reason: string | null): PaymentIntent {
  const canceled: PaymentIntent = {
    ...intent,
    status: "canceled",
    amount_capturable: 0,
    canceled_at: work.now,
    cancellation_reason: reason,
    next_action: null,
  };
  work.objects.save(canceled);
  emit(work, "payment_intent.canceled", canceled);
  return canceled;
}
