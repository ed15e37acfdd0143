import { compareWithStripe } from "../events/compare-with-stripe.ts";
import { readEventDetail } from "../events/event-detail.ts";
import { tailEvents } from "../events/event-rows-tail.ts";
import { countEvents, listEvents } from "../events/list-events.ts";
import { removeView, savedViews, saveView } from "../events/saved-views.ts";
import { os, refusalOf } from "./implementer.ts";

const { events } = os;

export const eventsRouter = {
  list: events.list.handler(({ input, context }) => listEvents(context.deps.db, input)),

  counts: events.counts.handler(({ context }) => countEvents(context.deps.db)),

  get: events.get.handler(async ({ input, context, errors }) => {
    const detail = await readEventDetail(context.deps.db, input.id);
    if (!detail)
      throw refusalOf(errors, { code: "EVENT_NOT_FOUND", says: `The journal has no entry ${input.id}.` } as const);
    return detail;
  }),

  nowAtStripe: events.nowAtStripe.handler(async ({ input, context, errors }) => {
    const compared = await compareWithStripe(context.deps, input.id);
    if (!compared.ok) throw refusalOf(errors, compared.error);
    return compared.value;
  }),

  savedViews: events.savedViews.handler(({ context }) => savedViews(context.deps.db)),

  saveView: events.saveView.handler(async ({ input, context: { deps, operator }, errors }) => {
    const saved = await saveView(deps, input, operator);
    if (!saved.ok) throw refusalOf(errors, saved.error);
    return saved.value;
  }),

  removeView: events.removeView.handler(async ({ input, context: { deps, operator }, errors }) => {
    const removed = await removeView(deps, input.id, operator);
    if (!removed.ok) throw refusalOf(errors, removed.error);
    return removed.value;
  }),

  tail: events.tail.handler(({ context, signal }) => tailEvents(context.deps, signal)),
};
