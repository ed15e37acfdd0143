import { z } from "zod";
import { Diagnosis } from "./diagnosis.ts";
import { EventRow } from "./event-rows.ts";
import { JobState, StepOutcome } from "./states.ts";

/** A line of the event's way in: what happened, when, and how long after the line before. */
export const JourneyStop = z.object({ name: z.string(), at: z.number(), note: z.string() });
export type JourneyStop = z.infer<typeof JourneyStop>;

/** One arrival of an event with what its sender was answered; nulls of one that was fetched, not posted. */
export const Delivery = EventRow.extend({
  answeredStatus: z.number().int().nullable(),
  answeredAfterMs: z.number().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

/** One thing that the event caused, as a sentence. `key` is its own among those of one event. */
export const EventEffect = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("change"), key: z.string(), at: z.number(), says: z.string(), orderId: z.string() }),
  z.object({
    kind: z.literal("job"),
    key: z.string(),
    at: z.number(),
    says: z.string(),
    state: JobState,
    /** Null of the job that applies the event itself. */
    orderId: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("step"),
    key: z.string(),
    at: z.number(),
    name: z.string(),
    says: z.string(),
    outcome: StepOutcome,
    finishedAt: z.number().nullable(),
    orderId: z.string(),
  }),
  z.object({ kind: z.literal("server"), key: z.string(), at: z.number(), says: z.string(), orderId: z.string() }),
]);
export type EventEffect = z.infer<typeof EventEffect>;

/** An event's place among those about the same object, in the order in which Stripe made them. */
export const SameObject = z.object({
  position: z.number().int(),
  total: z.number().int(),
  /** The journal's numbers of the events before and after. */
  previous: z.number().int().nullable(),
  next: z.number().int().nullable(),
});
export type SameObject = z.infer<typeof SameObject>;

export const EventDetail = EventRow.extend({
  /** The body as text, exactly as it came; null where it was not kept (too large, only counted). */
  payload: z.string().nullable(),
  /** The body in base64, where it is no UTF-8 and `payload` could not be exact. */
  payloadBase64: z.string().nullable(),
  bodyBytes: z.number().int(),
  method: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  remoteAddress: z.string().nullable(),
  answeredStatus: z.number().int().nullable(),
  /** Why it was refused, or what is odd about it; null where nothing is. */
  diagnosis: Diagnosis.nullable(),
  /** Every arrival of the same Stripe event, oldest first. */
  deliveries: z.array(Delivery),
  journey: z.array(JourneyStop),
  /** Oldest first. */
  effects: z.array(EventEffect),
  /** Null where the event names no object, or is the only one about it. */
  sameObject: SameObject.nullable(),
});
export type EventDetail = z.infer<typeof EventDetail>;
