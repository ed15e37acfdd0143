import type { z } from "zod";
import type { ActDone, ActCode } from "../../../shared/contract/acts.ts";
import type { NewOrder } from "../../../shared/contract/orders.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import type { ActRefused, Done } from "../acts/act.ts";
import { addNote } from "../acts/add-note.ts";
import { cancelOrder } from "../acts/cancel-order.ts";
import { changePlan } from "../acts/change-plan.ts";
import { createFreeOrder, createOrderPaidElsewhere } from "../acts/create-free-order.ts";
import { createInvoiceOrder } from "../acts/create-invoice-order.ts";
import { linkServer } from "../acts/link-server.ts";
import { notePayment } from "../acts/note-payment.ts";
import { listProvisionable, provisionAll } from "../acts/provision-all.ts";
import { provisionOrder } from "../acts/provision-order.ts";
import { readProgress } from "../acts/read-progress.ts";
import { quotePlan } from "../acts/quote-plan.ts";
import { listAllScheduled, readStanding } from "../acts/read-standing.ts";
import { refundOrder } from "../acts/refund-order.ts";
import { reinstallServer } from "../acts/reinstall-server.ts";
import { resolveFindings } from "../acts/resolve-findings.ts";
import { suspendService } from "../acts/suspend-service.ts";
import { callOffTermination, terminateOrder } from "../acts/terminate-order.ts";
import { unsuspendService } from "../acts/unsuspend-service.ts";
import { readOrderDetail } from "../orders/order-detail.ts";
import type { RpcContext } from "./context.ts";
import { os, refusalOf } from "./implementer.ts";

const { acts } = os;

interface Call {
  readonly context: RpcContext;
  readonly errors: Readonly<Record<ActCode, (options: { readonly message: string }) => Error>>;
}

/** What an act came to, as the contract has it: the order afterwards, or a typed refusal with the engine's sentence. */
async function answer({ context, errors }: Call, came: Promise<Result<Done, ActRefused>>): Promise<ActDone> {
  const done = await came;
  if (!done.ok) throw refusalOf(errors, done.error);
  const order = await readOrderDetail(context.deps, done.value.orderId);
  if (!order) throw new Error(`order ${done.value.orderId} is gone`);
  return { says: done.value.says, order };
}

/** The act's input with who asks. */
const by = <T extends object>({ operator }: RpcContext, input: T) => ({ ...input, operator });

const requestOf = ({ planId, region, term, serverName }: z.infer<typeof NewOrder>) =>
  ({ planId, itemType: null, term, region, addons: [], serverName }) as const;

function buyerOf(input: z.infer<typeof NewOrder>, operator: string) {
  const email = input.email.trim().toLowerCase();
  return { channel: "console", actor: operator, userId: `email:${email}`, email, name: null } as const;
}

const bought = (input: z.infer<typeof NewOrder> & { readonly requestId: string | null }, { operator }: RpcContext) => ({
  request: requestOf(input),
  buyer: buyerOf(input, operator),
  requestId: input.requestId,
});

const unbilled = (
  input: Parameters<typeof bought>[0] & { readonly confirm: string | null },
  reference: string,
  context: RpcContext,
) => ({ ...bought(input, context), reference, confirm: input.confirm });

export const actsRouter = {
  standing: acts.standing.handler(async ({ input, context, errors }) => {
    const standing = await readStanding(context.deps, input.orderId);
    const says = `There is no order ${input.orderId}.`;
    if (!standing) throw refusalOf(errors, { code: "ORDER_NOT_FOUND", says } as const);
    return standing;
  }),

  createByInvoice: acts.createByInvoice.handler(({ input, context, errors }) =>
    answer({ context, errors }, createInvoiceOrder(context.deps, bought(input, context))),
  ),
  createFree: acts.createFree.handler(({ input, context, errors }) =>
    answer({ context, errors }, createFreeOrder(context.deps, unbilled(input, input.reason, context))),
  ),
  createPaidElsewhere: acts.createPaidElsewhere.handler(({ input, context, errors }) =>
    answer({ context, errors }, createOrderPaidElsewhere(context.deps, unbilled(input, input.reference, context))),
  ),

  notePayment: acts.notePayment.handler(({ input, context, errors }) =>
    answer({ context, errors }, notePayment(context.deps, by(context, input))),
  ),

  provision: acts.provision.handler(({ input, context, errors }) =>
    answer({ context, errors }, provisionOrder(context.deps, input.orderId, context.operator)),
  ),
  provisionAll: acts.provisionAll.handler(async ({ input, context, errors }) => {
    const done = await provisionAll(context.deps, by(context, input));
    if (done.ok) return { ...done.value, put: [...done.value.put], refused: [...done.value.refused] };
    const { code, says } = done.error;
    throw refusalOf(errors, { code: code === "ACT_NOT_CONFIRMED" ? code : "ORDER_CHANGED", says } as const);
  }),
  progress: acts.progress.handler(({ input, context }) => readProgress(context.deps.db, input.orderIds)),
  countProvisionable: acts.countProvisionable.handler(async ({ input, context }) => ({
    count: (await listProvisionable(context.deps.db, input.filter)).length,
  })),

  cancel: acts.cancel.handler(({ input, context, errors }) =>
    answer({ context, errors }, cancelOrder(context.deps, by(context, input))),
  ),
  refund: acts.refund.handler(({ input, context, errors }) =>
    answer({ context, errors }, refundOrder(context.deps, by(context, input))),
  ),
  suspend: acts.suspend.handler(({ input, context, errors }) =>
    answer({ context, errors }, suspendService(context.deps, by(context, input))),
  ),
  unsuspend: acts.unsuspend.handler(({ input, context, errors }) =>
    answer({ context, errors }, unsuspendService(context.deps, by(context, input))),
  ),
  reinstall: acts.reinstall.handler(({ input, context, errors }) =>
    answer({ context, errors }, reinstallServer(context.deps, by(context, input))),
  ),
  changePlan: acts.changePlan.handler(({ input, context, errors }) =>
    answer({ context, errors }, changePlan(context.deps, by(context, input))),
  ),
  terminate: acts.terminate.handler(({ input, context, errors }) =>
    answer({ context, errors }, terminateOrder(context.deps, by(context, input))),
  ),
  callOff: acts.callOff.handler(({ input, context, errors }) =>
    answer({ context, errors }, callOffTermination(context.deps, by(context, input))),
  ),
  linkServer: acts.linkServer.handler(({ input, context, errors }) =>
    answer({ context, errors }, linkServer(context.deps, by(context, input))),
  ),
  note: acts.note.handler(({ input, context, errors }) =>
    answer({ context, errors }, addNote(context.deps, by(context, input))),
  ),
  resolve: acts.resolve.handler(({ input, context, errors }) =>
    answer({ context, errors }, resolveFindings(context.deps, by(context, input))),
  ),
  scheduled: acts.scheduled.handler(({ context }) => listAllScheduled(context.deps.db)),
  quotePlan: acts.quotePlan.handler(async ({ input: { orderId, ...wanted }, context, errors }) => {
    const quoted = await quotePlan(context.deps, orderId, wanted);
    if (!quoted.ok) throw refusalOf(errors, quoted.error);
    return quoted.value;
  }),
};
