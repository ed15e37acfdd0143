import { closeFinding } from "../findings/findings.ts";
import type { Order } from "../orders/order-repository.ts";
import type { Db } from "../store/open-store.ts";
import { openOnce } from "./open-once.ts";

const BILLING: ReadonlySet<string> = new Set(["active", "trialing", "past_due"]);

/** Whether a subscription goes on billing for an order whose money went back. Pure. */
export const isStillBilled = (order: Pick<Order, "payment_state" | "subscription_status" | "cancel_at">): boolean =>
  order.payment_state === "refunded" && BILLING.has(order.subscription_status ?? "") && order.cancel_at === null;

/** A refund ends no subscription at Stripe: the next renewal would be paid for a server that stands still. */
export async function tellStillBilled(tx: Db, order: Order, now: number): Promise<void> {
  const code = "REFUNDED_STILL_BILLED";
  if (!isStillBilled(order)) {
    await closeFinding(tx, code, order.id, now);
    return;
  }
  const says = "The payment was refunded, and the subscription bills on. Cancel it before the next renewal.";
  const evidence = { subscription: order.stripe_subscription_id };
  await openOnce(tx, { code, subject: order.id, says, evidence }, now);
}
