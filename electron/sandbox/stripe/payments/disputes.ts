import { onOwnClock, type ClockedWork } from "../clocks/clocked-work.ts";
import { disputeTransaction, newDispute } from "../shapes/dispute.ts";
import type { Charge, Dispute } from "../shapes/object-types.ts";
import { StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit, type Work } from "../work.ts";
import { settleWarnings } from "./fraud-warnings.ts";

export type Verdict = "won" | "lost";

/**
 * A customer's bank contests a charge. It takes the money at once; an inquiry only asks. Refused where the charge took
 * nothing or is disputed already.
 */
export function openDispute(
  work: Work | ClockedWork,
  charge: Charge,
  about: { reason: string; isInquiry: boolean },
): Dispute {
  if (charge.status !== "succeeded" || charge.disputed || charge.refunded)
    throw new StripeRefusal(400, {
      message: `Charge ${charge.id} can't be disputed: it holds no money, or is disputed.`,
    });
  const { at } = onOwnClock(work);
  const opened = newDispute(charge, { ...about, at }, work.now);
  const after: Charge = { ...charge, disputed: true };
  work.objects.insert(opened, work.now);
  work.objects.save(after);
  settleWarnings(work, after);
  emit(work, "charge.dispute.created", opened);
  return about.isInquiry ? opened : moveFunds(work, opened, "withdrawn");
}

function moveFunds(work: Work, dispute: Dispute, moves: "withdrawn" | "reinstated"): Dispute {
  const balance_transactions = [...dispute.balance_transactions, disputeTransaction(dispute, moves, work.now)];
  const after: Dispute = { ...dispute, balance_transactions };
  work.objects.save(after);
  emit(work, `charge.dispute.funds_${moves}`, after, { balance_transactions: dispute.balance_transactions });
  return after;
}

/** Whether the bank has decided, or the inquiry has come to nothing. */
export const isDecided = ({ status }: Dispute): boolean => ["lost", "warning_closed", "won"].includes(status);

/** The bank decides, or an inquiry ends. A shop that wins has its money back. Refused where that has happened. */
export function decideDispute(work: Work | ClockedWork, dispute: Dispute, verdict: Verdict): Dispute {
  if (isDecided(dispute)) throw new StripeRefusal(400, { message: "This dispute is already closed" });
  const isInquiry = dispute.status.startsWith("warning");
  const { due_by, submission_count } = dispute.evidence_details;
  const past_due = submission_count === 0 && due_by !== null && due_by <= onOwnClock(work).at;
  const closed: Dispute = {
    ...dispute,
    status: isInquiry ? "warning_closed" : verdict,
    evidence_details: { ...dispute.evidence_details, past_due },
  };
  work.objects.saveHidden("dispute", dispute.id, {});
  work.objects.save(closed);
  const after = closed.status === "won" ? moveFunds(work, closed, "reinstated") : closed;
  emit(work, "charge.dispute.closed", after, { status: dispute.status });
  return after;
}
