import type Stripe from "stripe";
import { findPlan } from "../catalog/read-catalog.ts";
import type { Deps } from "../deps.ts";
import { closeFinding } from "../findings/findings.ts";
import type { Cause, Order } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { type Applied, faulted } from "./applied.ts";
import { changeWithRetry } from "./change-with-retry.ts";
import { decideRefund, type RefundMeaning } from "./decide-refund.ts";
import { findOrderOfCharge } from "./find-order-of-payment.ts";
import { keepHold } from "./holds.ts";
import { inTurn } from "./in-turn.ts";
import { openOnce } from "./open-once.ts";
import { type By, settleOrder } from "./settle-order.ts";

/**
 * Reads the charge from Stripe now: a full refund of the running period ends the order, a part of it is a finding and, by the
 * plan's policy, a suspension. A refund that failed at the bank gives back what it took.
 */
export const applyRefund = (deps: Deps, chargeId: string, cause: Cause): Promise<Applied> =>
  inTurn(deps, chargeId, () => readAndApply(deps, chargeId, cause));

async function readAndApply(deps: Deps, chargeId: string, cause: Cause): Promise<Applied> {
  const read = await deps.stripe.getCharge(chargeId);
  if (!read.ok) return faulted(read.error);
  const charge = read.value;
  const found = await findOrderOfCharge(deps, charge);
  if (!found.order) return found.applied;
  const refundedAt = charge.amount_refunded > 0 ? await lastRefundAt(deps, chargeId) : null;
  const meaning = decideRefund({
    amount: charge.amount,
    amountRefunded: charge.amount_refunded,
    currency: charge.currency,
    refundedAt,
    periodEnd: periodEndOf(found.invoice),
  });
  const by = { cause, at: deps.options.now() };
  const told = { source: chargeId, since: refundedAt === null ? by.at : refundedAt * 1_000, meaning };
  const outcome = await changeWithRetry(deps, found.order.id, (tx, order) => writeRefund(tx, order, told, by));
  deps.wakeJobs();
  return outcome;
}

/** Epoch seconds; null where the list can't be had, which keeps nothing from being decided. */
async function lastRefundAt({ stripe }: Deps, chargeId: string): Promise<number | null> {
  const refunds = await stripe.listRefunds(chargeId);
  if (!refunds.ok) return null;
  const good = refunds.value.filter(({ status }) => status !== "failed" && status !== "canceled");
  return good.length > 0 ? Math.max(...good.map(({ created }) => created)) : null;
}

function periodEndOf(invoice: Stripe.Invoice | null): number | null {
  const ends = (invoice?.lines?.data ?? []).map(({ period }) => period.end);
  return ends.length > 0 ? Math.max(...ends) : null;
}

interface Told {
  readonly source: string;
  /** Epoch ms. */
  readonly since: number;
  readonly meaning: RefundMeaning;
}

async function writeRefund(tx: Db, order: Order, { source, since, meaning }: Told, by: By) {
  const { kind, says } = meaning;
  const hold = { order_id: order.id, source, since, says };
  const policy = (await findPlan(tx, order.plan_id))?.refund_policy?.partial ?? "keep";
  const isPart = kind === "part";
  await keepHold(tx, kind === "whole", { ...hold, reason: "refunded" });
  await keepHold(tx, isPart && policy === "suspend", { ...hold, reason: "partly_refunded" });
  const goesOn = policy === "suspend" ? "The server is suspended." : "The server goes on.";
  const finding = {
    code: "PARTIAL_REFUND",
    subject: order.id,
    says: `${says} ${goesOn}`,
    evidence: { charge: source, says },
  };
  if (isPart) await openOnce(tx, finding, by.at);
  else await closeFinding(tx, "PARTIAL_REFUND", order.id, by.at);
  return settleOrder(tx, order, order, by);
}
