import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";
import { EventDetail } from "./event-detail.ts";
import { EventFilter, EventRow, EventView } from "./event-rows.ts";
import { EventViewInput, SavedEventView } from "./event-views.ts";
import { NowAtStripe } from "./now-at-stripe.ts";

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
  /** Asks Stripe for the arrival's object as it is now, and compares. */
  nowAtStripe: oc
    .input(z.object({ id: z.number().int() }))
    .output(NowAtStripe)
    .errors({
      EVENT_NOT_FOUND: refusals.EVENT_NOT_FOUND,
      EVENT_WITHOUT_OBJECT: refusals.EVENT_WITHOUT_OBJECT,
      OBJECT_NOT_AT_STRIPE: refusals.OBJECT_NOT_AT_STRIPE,
      STRIPE_NOT_CONFIGURED: refusals.STRIPE_NOT_CONFIGURED,
      STRIPE_REFUSED: refusals.STRIPE_REFUSED,
      STRIPE_UNREACHABLE: refusals.STRIPE_UNREACHABLE,
    }),
  /** The environment's saved views, oldest first. */
  savedViews: oc.output(z.array(SavedEventView)),
  saveView: oc.input(EventViewInput).output(SavedEventView).errors({
    EVENT_VIEW_NOT_FOUND: refusals.EVENT_VIEW_NOT_FOUND,
    EVENT_VIEWS_FULL: refusals.EVENT_VIEWS_FULL,
  }),
  /** Answers the view that was deleted, so that it can be brought back. */
  removeView: oc
    .input(z.object({ id: z.string() }))
    .output(SavedEventView)
    .errors({ EVENT_VIEW_NOT_FOUND: refusals.EVENT_VIEW_NOT_FOUND }),
  /** Every arrival from now on, and again whenever its outcome changes. Batches, in arrival order. */
  tail: oc.output(eventIterator(z.array(EventRow))),
};
