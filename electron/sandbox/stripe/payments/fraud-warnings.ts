import { newId } from "../ids.ts";
import type { Charge, EarlyFraudWarning } from "../shapes/object-types.ts";
import { emit, type Work } from "../work.ts";

/** The card's bank warns that a payment may be fraud: a dispute follows unless the shop refunds it first. */
export function warnOfFraud(work: Work, charge: Charge): EarlyFraudWarning {
  const warning: EarlyFraudWarning = {
    id: newId("fraud_warning"),
    object: "radar.early_fraud_warning",
    actionable: true,
    charge: charge.id,
    created: work.now,
    fraud_type: "misc",
    livemode: false,
    ...(charge.payment_intent === null ? {} : { payment_intent: charge.payment_intent }),
  };
  work.objects.insert(warning, work.now);
  emit(work, "radar.early_fraud_warning.created", warning);
  return warning;
}

/** The payment has been refunded or disputed: of these warnings nothing more comes. */
export function settleWarnings(work: Work, charge: Charge): void {
  const warnings = work.objects.list("radar.early_fraud_warning", { limit: 10 }, { where: { charge: charge.id } }).data;
  for (const warning of warnings.filter(({ actionable }) => actionable)) {
    const after: EarlyFraudWarning = { ...warning, actionable: false };
    work.objects.save(after);
    emit(work, "radar.early_fraud_warning.updated", after, { actionable: true });
  }
}
