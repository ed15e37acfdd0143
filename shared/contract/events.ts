import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";
import { EventOutcome, EventSource } from "./states.ts";

/** One arrival in the journal: a webhook request, accepted or not, or an event that catch-up fetched. */
export const EventRow = z.object({
  /** The journal's own number; higher is newer. */
  id: z.number().int(),
  /** Stripe's `evt_…`; null where the request was refused before it could be read as an event. */
  eventId: z.string().nullable(),
  type: z.string().nullable(),
  receivedAt: z.number(),
  outcome: EventOutcome,
  /** A code such as `SIGNATURE_MISMATCH`, and its sentence; both null unless rejected, retrying or failed. */
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  source: EventSource,
  orderId: z.string().nullable(),
  customerEmail: z.string().nullable(),
  objectId: z.string().nullable(),
});
export type EventRow = z.infer<typeof EventRow>;

/** A line of the event's way in: what happened, when, and how long after the line before. */
export const JourneyStop = z.object({ name: z.string(), at: z.number(), note: z.string() });
export type JourneyStop = z.infer<typeof JourneyStop>;

export const EventDetail = EventRow.extend({
  /** The exact bytes as text; null where they were not kept (too large). */
  payload: z.string().nullable(),
  bodyBytes: z.number().int(),
  headers: z.record(z.string(), z.string()),
  remoteAddress: z.string().nullable(),
  answeredStatus: z.number().int().nullable(),
  /** Every arrival of the same Stripe event, oldest first. */
  deliveries: z.array(EventRow),
  journey: z.array(JourneyStop),
  /** What it caused, as sentences: state changes, jobs, a server. */
  effects: z.array(z.object({ at: z.number(), says: z.string(), orderId: z.string().nullable() })),
});
export type EventDetail = z.infer<typeof EventDetail>;

export const EventView = z.enum(["all", "rejected", "retrying", "duplicate", "not_ours"]);
export type EventView = z.infer<typeof EventView>;

export const eventsContract = {
  /** Newest first. `before` is the last row's id of the page before. `query` matches type, event id, order id, e-mail. */
  list: oc
    .input(
      z.object({
        view: EventView.default("all"),
        query: z.string().trim().max(200).default(""),
        source: EventSource.nullable().default(null),
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
