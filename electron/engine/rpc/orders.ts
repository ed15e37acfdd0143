import { createLinkOrder } from "../acts/create-link-order.ts";
import type { Deps } from "../deps.ts";
import { approveAmount } from "../orders/approve-amount.ts";
import { askStripe } from "../orders/ask-stripe.ts";
import { countOrders, listOrders } from "../orders/list-orders.ts";
import { readOrderDetail } from "../orders/order-detail.ts";
import { retryProvisioning } from "../provisioning/retry-provisioning.ts";
import { retryStep } from "../provisioning/retry-step.ts";
import { isNamed, os, refusalOf } from "./implementer.ts";

const { orders } = os;

const notFound = (orderId: string) => ({ code: "ORDER_NOT_FOUND", says: `There is no order ${orderId}.` }) as const;

/** The order after an act: found a moment ago, and orders are never deleted. */
async function detailOf(deps: Deps, orderId: string) {
  const detail = await readOrderDetail(deps, orderId);
  if (!detail) throw new Error(`order ${orderId} is gone`);
  return detail;
}

export const ordersRouter = {
  list: orders.list.handler(({ input, context: { deps } }) => listOrders(deps.db, input, deps.options.now())),

  counts: orders.counts.handler(({ context: { deps } }) => countOrders(deps.db, deps.options.now())),

  get: orders.get.handler(async ({ input, context, errors }) => {
    const detail = await readOrderDetail(context.deps, input.orderId);
    if (!detail) throw refusalOf(errors, notFound(input.orderId));
    return detail;
  }),

  create: orders.create.handler(async ({ input, context: { deps, operator }, errors }) => {
    const email = input.email.trim().toLowerCase();
    const { planId, region, term, serverName } = input;
    const wanted = { planId, itemType: null, term, region, addons: [], serverName };
    const buyer = { channel: "console", actor: operator, userId: `email:${email}`, email, name: null } as const;
    const created = await createLinkOrder(deps, { request: wanted, buyer, requestId: input.requestId });
    if (created.ok) return created.value;
    if (isNamed(errors, created.error)) throw refusalOf(errors, created.error);
    throw new Error(created.error.says); // of an add-on, say: the console asks for none
  }),

  retry: orders.retry.handler(async ({ input, context: { deps, operator }, errors }) => {
    const retried = await retryProvisioning(deps, input.orderId, operator);
    if (!retried.ok) throw refusalOf(errors, retried.error);
    return detailOf(deps, input.orderId);
  }),

  retryStep: orders.retryStep.handler(async ({ input, context: { deps, operator }, errors }) => {
    const retried = await retryStep(deps, input, operator);
    if (!retried.ok) throw refusalOf(errors, retried.error);
    return detailOf(deps, input.orderId);
  }),

  approveAmount: orders.approveAmount.handler(async ({ input, context: { deps, operator }, errors }) => {
    const approved = await approveAmount(deps, { ...input, operator });
    if (!approved.ok) throw refusalOf(errors, approved.error);
    return detailOf(deps, input.orderId);
  }),

  askStripe: orders.askStripe.handler(async ({ input, context: { deps, operator }, errors }) => {
    const asked = await askStripe(deps, input.orderId, operator);
    if (!asked.ok) throw refusalOf(errors, asked.error);
    return detailOf(deps, input.orderId);
  }),
};
