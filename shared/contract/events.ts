import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";
import { EventDetail } from "./event-detail.ts";
import { EventFilter, EventRow, EventView } from "./event-rows.ts";

export { EventRow };

export const eventsContract = {
  /** Newest first. `before` is the last row's id of the page before. */
  list: oc
    .input(
      EventFilter.extend({
        before: z.number().int().nullable().default(null),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ rows: z.array(EventRow), before: z.number().int().nullable() })),
  counts: oc.output(z.record(EventView, z.number().int())),
  get: oc
    .input(z.object({ id: z.number().int() }))
    .output(EventDetail)
    .errors({ EVENT_NOT_FOUND: refusals.EVENT_NOT_FOUND }),
  /** Every arrival from now on, and again whenever its outcome changes. Batches, in arrival order. */
  tail: oc.output(eventIterator(z.array(EventRow))),
};
