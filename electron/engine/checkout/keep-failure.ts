import type { Deps } from "../deps.ts";
import { changeOrder, findOrder } from "../orders/order-repository.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";

/** What Stripe's no, or its silence, is to whoever asked for an order. */
export interface BillingRefused {
  readonly code: "STRIPE_REFUSED" | "STRIPE_UNREACHABLE" | "STRIPE_NOT_CONFIGURED";
  readonly says: string;
  readonly orderId: string;
}

/** Keeps an order that Stripe does not bill: `error`, with the reason, on its row and on its request. */
export async function keepFailure(deps: Deps, orderId: string, fault: StripeFault): Promise<BillingRefused> {
  const code = fault.code === "STRIPE_NOT_FOUND" ? "STRIPE_REFUSED" : fault.code;
  const by = { cause: "checkout", at: deps.options.now() } as const;
  await deps.db.transaction().execute(async (tx) => {
    const order = await findOrder(tx, orderId);
    const patch = { error_code: code, error_message: fault.says };
    if (order) await changeOrder(tx, order, "checkout_failed", by, patch);
    await tx
      .updateTable("checkout_requests")
      .set({ answered_status: 502, code })
      .where("order_id", "=", orderId)
      .execute();
  });
  deps.options.log.warn({ orderId, code }, fault.says);
  return { code, says: `${fault.says} The order is kept as error.`, orderId };
}
