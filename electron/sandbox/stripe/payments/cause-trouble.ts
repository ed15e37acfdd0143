import type { ClockedWork } from "../clocks/clocked-work.ts";
import type { Charge } from "../shapes/object-types.ts";
import { openDispute } from "./disputes.ts";
import { warnOfFraud } from "./fraud-warnings.ts";

/** What a charge's test card was to bring about comes about. */
export function causeTrouble(work: ClockedWork, charge: Charge): void {
  const { trouble } = work.objects.hidden("charge", charge.id);
  work.objects.saveHidden("charge", charge.id, {});
  if (trouble?.kind === "dispute") openDispute(work, charge, trouble);
  if (trouble?.kind === "fraud_warning") warnOfFraud(work, charge);
}
