import { ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { closeFinding } from "../findings/findings.ts";
import { TERM_OVER } from "../lifecycle/tend-services.ts";
import { findOrder, patchOrder } from "../orders/order-repository.ts";
import { type ActResult, noOrder, notNow, published } from "./act.ts";
import { cameTo, noteRequest } from "./once.ts";
import { termEnd } from "./term-end.ts";

export interface PaymentNoted {
  readonly orderId: string;
  readonly operator: string;
  /** Where the payment can be found. */
  readonly reference: string;
  readonly requestId: string | null;
}

/** Notes that the next term of an order was paid elsewhere, too: its end moves by one term, from where it was. */
export async function notePayment(deps: Deps, { orderId, operator, reference, requestId }: PaymentNoted): ActResult {
  const at = deps.options.now();
  const done = await deps.db.transaction().execute(async (tx): ActResult => {
    const order = await findOrder(tx, orderId);
    if (!order) return noOrder(orderId);
    if (order.paid_by !== "elsewhere")
      return notNow("Stripe bills this order, or nobody does. There is nothing to note.");
    const before = order.current_period_end ?? at;
    const isKnown = (await cameTo(tx, requestId)) !== null;
    const end = isKnown ? before : termEnd(before, order.term);
    const says = `The order is paid until ${new Date(end).toISOString().slice(0, 10)}.`;
    if (isKnown) return ok({ orderId, says });
    const patch = { current_period_end: end, payment_reference: reference };
    const patched = await patchOrder(tx, order, patch, at);
    if (!patched.ok) return patched;
    await noteRequest(tx, requestId, { act: "note_payment", subject: orderId, at });
    await closeFinding(tx, TERM_OVER, orderId, at);
    const act = { at, actor: operator, act: "note_payment", subject: orderId, reason: reference };
    await recordAct(tx, { ...act, before: { paidUntil: before }, after: { paidUntil: end } });
    return ok({ orderId, says });
  });
  published(deps, orderId);
  return done;
}
