import { readEventDetail } from "../events/event-detail.ts";
import { tailEvents } from "../events/event-rows-tail.ts";
import { countEvents, listEvents } from "../events/list-events.ts";
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

  tail: events.tail.handler(({ context, signal }) => tailEvents(context.deps, signal)),
};
