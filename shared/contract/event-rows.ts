import { z } from "zod";
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
  /** A code such as `SIGNATURE_MISMATCH`, and its sentence; both null unless rejected, held, retrying or failed. */
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  source: EventSource,
  orderId: z.string().nullable(),
  customerEmail: z.string().nullable(),
  objectId: z.string().nullable(),
  /** Of a flood of refusals one row counts: how many it stands for, and when the last of them came. 0 of any other row. */
  more: z.number().int(),
  lastAt: z.number().nullable(),
});
export type EventRow = z.infer<typeof EventRow>;

export const EventView = z.enum(["all", "rejected", "retrying", "duplicate", "not_ours"]);
export type EventView = z.infer<typeof EventView>;

/** Which arrivals. `query` is read by `parseEventQuery`. */
export const EventFilter = z.object({
  view: EventView.default("all"),
  query: z.string().trim().max(200).default(""),
  source: EventSource.nullable().default(null),
});
export type EventFilter = z.infer<typeof EventFilter>;
