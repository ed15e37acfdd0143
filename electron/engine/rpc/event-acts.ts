import type { EventActCode } from "../../../shared/contract/event-acts.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { backfill } from "../event-acts/backfill.ts";
import { dryRunEntry } from "../event-acts/dry-run-entry.ts";
import type { EventActRefused } from "../event-acts/event-act.ts";
import { markHandled, markUnhandled } from "../event-acts/mark-handled.ts";
import { readEventStanding } from "../event-acts/read-event-standing.ts";
import { replayEvent } from "../event-acts/replay-event.ts";
import { listResendTargets, resendEvent } from "../event-acts/resend-event.ts";
import { findOrder } from "../orders/order-repository.ts";
import { replaysRouter } from "./event-replays.ts";
import { triggersRouter } from "./event-triggers.ts";
import { isNamed, os, refusalOf } from "./implementer.ts";

const { eventActs } = os;

type Errors = Readonly<Record<EventActCode, (options: { readonly message: string }) => Error>>;

/** What an act came to; its refusal as the contract's typed error. */
async function answer<T>(errors: Errors, came: Promise<Result<T, EventActRefused>>): Promise<T> {
  const done = await came;
  if (!done.ok) throw refusalOf(errors, done.error);
  return done.value;
}

const said = async (errors: Errors, came: Promise<Result<string, EventActRefused>>) => ({
  says: await answer(errors, came),
});

export const eventActsRouter = {
  standing: eventActs.standing.handler(async ({ input, context, errors }) => {
    const standing = await readEventStanding(context.deps, input.id);
    if (standing.ok) return standing.value;
    throw isNamed(errors, standing.error) ? refusalOf(errors, standing.error) : new Error(standing.error.says);
  }),

  dryRun: eventActs.dryRun.handler(async ({ input, context: { deps }, errors }) => {
    const { changes, orderId, ...would } = await answer(errors, dryRunEntry(deps, input.id));
    const order = orderId === null ? undefined : await findOrder(deps.db, orderId);
    return { ...would, orderId, customerEmail: order?.customer_email ?? null, changes: [...changes] };
  }),
  replay: eventActs.replay.handler(async ({ input, context: { deps, operator }, errors }) => {
    const { changed, ...came } = await answer(errors, replayEvent(deps, { ...input, operator }));
    return { ...came, changed: [...changed] };
  }),

  resendTargets: eventActs.resendTargets.handler(({ context: { deps, ingressUrl }, errors }) =>
    answer(errors, listResendTargets(deps, [ingressUrl, deps.publicUrl()])),
  ),
  resend: eventActs.resend.handler(({ input, context: { deps, operator }, errors }) =>
    said(errors, resendEvent(deps, { ...input, operator })),
  ),

  handle: eventActs.handle.handler(({ input, context: { deps, operator }, errors }) =>
    said(errors, markHandled(deps, { ...input, operator })),
  ),
  unhandle: eventActs.unhandle.handler(({ input, context: { deps, operator }, errors }) =>
    said(errors, markUnhandled(deps, { ...input, operator })),
  ),

  backfill: eventActs.backfill.handler(({ context: { deps, operator }, errors }) =>
    answer(errors, backfill(deps, operator)),
  ),

  replays: replaysRouter,
  triggers: triggersRouter,
};
