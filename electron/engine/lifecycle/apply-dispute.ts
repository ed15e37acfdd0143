import type Stripe from "stripe";
import type { Deps } from "../deps.ts";
import { closeFinding } from "../findings/findings.ts";
import type { Cause, Order } from "../orders/order-repository.ts";
import { idOf } from "../stripe/stripe-reads.ts";
import type { Db } from "../store/open-store.ts";
import { type Applied, faulted } from "./applied.ts";
import { changeWithRetry } from "./change-with-retry.ts";
import { findOrderOfChargeId } from "./find-order-of-payment.ts";
import { keepHold } from "./holds.ts";
import { inTurn } from "./in-turn.ts";
import { openOnce } from "./open-once.ts";
import { type By, settleOrder } from "./settle-order.ts";

/** `inquiry`: the bank asks and has taken nothing yet. `open` and `lost`: the money is gone, for now or for good. */
export type DisputeMeaning = "inquiry" | "open" | "lost" | "over";

const MEANINGS: Readonly<Record<string, DisputeMeaning>> = {
  won: "over",
  warning_closed: "over",
  prevented: "over",
  warning_needs_response: "inquiry",
  warning_under_review: "inquiry",
  lost: "lost",
};

/** What a dispute's status means; one that Stripe invents later counts as open. Pure. */
export const disputeMeaning = (status: string): DisputeMeaning => MEANINGS[status] ?? "open";

/**
 * Reads the dispute from Stripe now: while it is open the money is disputed and the server stopped; won, it releases both,
 * unless something else holds the server. A lost one stays, and tells a person.
 */
export const applyDispute = (deps: Deps, disputeId: string, cause: Cause): Promise<Applied> =>
  inTurn(deps, disputeId, () => readAndApply(deps, disputeId, cause));

async function readAndApply(deps: Deps, disputeId: string, cause: Cause): Promise<Applied> {
  const read = await deps.stripe.getDispute(disputeId);
  if (!read.ok) return faulted(read.error);
  const dispute = read.value;
  const found = await findOrderOfChargeId(deps, idOf(dispute.charge), idOf(dispute.payment_intent));
  if (!found.order) return found.applied;
  const by = { cause, at: deps.options.now() };
  const outcome = await changeWithRetry(deps, found.order.id, (tx, order) => writeDispute(tx, order, dispute, by));
  deps.wakeJobs();
  return outcome;
}

async function writeDispute(tx: Db, order: Order, dispute: Stripe.Dispute, by: By) {
  const meaning = disputeMeaning(dispute.status);
  const says = "The customer's bank disputes the payment.";
  const hold = {
    order_id: order.id,
    reason: "disputed",
    source: dispute.id,
    since: dispute.created * 1_000,
    says,
  } as const;
  await keepHold(tx, meaning === "open" || meaning === "lost", hold);
  await tell(tx, order.id, dispute.id, meaning, by.at);
  return settleOrder(tx, order, order, by);
}

const FINDINGS = {
  inquiry: [
    "DISPUTE_INQUIRY",
    "The customer's bank asks about the payment. Answer at Stripe before it becomes a dispute.",
  ],
  lost: ["DISPUTE_LOST", "The dispute is lost and the money is gone. Cancel the subscription, or it bills on."],
} as const;

async function tell(tx: Db, orderId: string, dispute: string, meaning: DisputeMeaning, now: number): Promise<void> {
  for (const [kind, [code, says]] of Object.entries(FINDINGS)) {
    if (kind === meaning) await openOnce(tx, { code, subject: orderId, says, evidence: { dispute } }, now);
    else await closeFinding(tx, code, orderId, now);
  }
}
