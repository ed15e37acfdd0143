import type { Charge, PaymentIntent } from "../shapes/object-types.ts";
import { emit, type Work } from "../work.ts";

/** Takes what was only reserved, or a part of it. */
export function captureIntent(work: Work, intent: PaymentIntent, amount: number): PaymentIntent {
  const charge = work.objects.get("charge", intent.latest_charge!);
  const taken: Charge = { ...charge, captured: true, amount_captured: amount };
  const after: PaymentIntent = { ...intent, status: "succeeded", amount_capturable: 0, amount_received: amount };
  work.objects.save(taken);
  work.objects.save(after);
  emit(work, "charge.captured", taken);
  emit(work, "payment_intent.succeeded", after);
  return after;
}
