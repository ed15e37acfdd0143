import { z } from "zod";
import type { Deps } from "../deps.ts";
import { closeFinding } from "../findings/findings.ts";
import type { Cause, Order } from "../orders/order-repository.ts";
import { lifeSettings } from "../settings/life-settings.ts";
import { readMark, writeMark } from "../store/marks.ts";
import { idOf } from "../stripe/stripe-reads.ts";
import type { Db } from "../store/open-store.ts";
import { type Applied, faulted } from "./applied.ts";
import { changeWithRetry } from "./change-with-retry.ts";
import { findOrderOfChargeId } from "./find-order-of-payment.ts";
import { keepHold } from "./holds.ts";
import { inTurn } from "./in-turn.ts";
import { openOnce } from "./open-once.ts";
import { type By, settleOrder } from "./settle-order.ts";

/** An early fraud warning as far as it is decided by. */
export interface WarningFacts {
  readonly id: string;
  readonly charge: string | null;
  readonly paymentIntent: string | null;
  /** False once the charge was refunded or disputed: then those tell. */
  readonly isActionable: boolean;
}

/**
 * Reads the warning from Stripe now: a finding for a person, and a suspension where the settings say so. `told` is what the
 * event says, for a Stripe that does not hand warnings out.
 */
export const applyFraudWarning = (
  deps: Deps,
  told: Omit<WarningFacts, "isActionable">,
  cause: Cause,
): Promise<Applied> => inTurn(deps, told.id, () => readAndApply(deps, told, cause));

async function readAndApply(deps: Deps, told: Omit<WarningFacts, "isActionable">, cause: Cause): Promise<Applied> {
  const read = await deps.stripe.getFraudWarning(told.id);
  if (!read.ok && read.error.code === "STRIPE_UNREACHABLE") return faulted(read.error);
  const warning = read.ok
    ? {
        id: told.id,
        charge: idOf(read.value.charge),
        paymentIntent: idOf(read.value.payment_intent),
        isActionable: read.value.actionable,
      }
    : { ...told, isActionable: true };
  const found = await findOrderOfChargeId(deps, warning.charge, warning.paymentIntent);
  if (!found.order) return found.applied;
  const by = { cause, at: deps.options.now() };
  const outcome = await changeWithRetry(deps, found.order.id, (tx, order) => writeWarning(tx, order, warning, by));
  deps.wakeJobs();
  return outcome;
}

const letGoMark = (warning: string) => `fraud_warning.let_go.${warning}`;

/** A person has looked into the warning: told again, it holds nothing any more. */
export const letWarningGo = (tx: Db, warning: string, operator: string, at: number): Promise<void> =>
  writeMark(tx, letGoMark(warning), operator, at);

async function writeWarning(tx: Db, order: Order, { id, isActionable }: WarningFacts, by: By) {
  const { onFraudWarning } = await lifeSettings(tx);
  const says = "The card's bank warns of fraud.";
  const hold = { order_id: order.id, reason: "fraud_warning", source: id, since: by.at, says } as const;
  const isLetGo = (await readMark(tx, letGoMark(id), z.string())) !== undefined;
  await keepHold(tx, isActionable && !isLetGo && onFraudWarning === "suspend", hold);
  const finding = {
    code: "EARLY_FRAUD_WARNING",
    subject: order.id,
    says: `${says} A refund now avoids a dispute later.`,
    evidence: { warning: id },
  };
  if (isActionable) await openOnce(tx, finding, by.at);
  else await closeFinding(tx, finding.code, order.id, by.at);
  return settleOrder(tx, order, order, by);
}
