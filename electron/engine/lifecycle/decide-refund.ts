import { formatMoney } from "../../../shared/kernel/money.ts";

/** What of a refunded charge is decided by. Amounts in minor units, times in epoch seconds. */
export interface RefundFacts {
  readonly amount: number;
  readonly amountRefunded: number;
  readonly currency: string;
  /** When the money last went back; null where Stripe did not tell. */
  readonly refundedAt: number | null;
  /** When the period that the charge paid for ends; null where no invoice tells. */
  readonly periodEnd: number | null;
}

/**
 * - `whole`: all of what the running period cost went back, so the order is over;
 * - `part`: some of it did, or all of a period that had passed by then: the service goes on, by its plan's policy.
 */
export interface RefundMeaning {
  readonly kind: "none" | "part" | "whole";
  readonly says: string;
}

/** What the refunds of a charge, taken together, mean for its order. Pure. */
export function decideRefund(facts: RefundFacts): RefundMeaning {
  const { amount, amountRefunded, currency } = facts;
  if (amountRefunded <= 0) return { kind: "none", says: "Nothing was refunded." };
  const back = formatMoney({ amount: amountRefunded, currency });
  if (amountRefunded < amount)
    return { kind: "part", says: `${back} of ${formatMoney({ amount, currency })} was refunded.` };
  if (hadPassed(facts)) return { kind: "part", says: `${back} was refunded, for a period that had passed by then.` };
  return { kind: "whole", says: `All of ${back} was refunded.` };
}

const hadPassed = ({ refundedAt, periodEnd }: RefundFacts): boolean =>
  refundedAt !== null && periodEnd !== null && refundedAt > periodEnd;
