import { oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";
import { replaysContract } from "./event-replays.ts";
import { triggersContract } from "./event-triggers.ts";
import { EventOutcome } from "./states.ts";

/** An entry of the journal, by its number. */
const Entry = z.object({ id: z.number().int() });
const Note = z.string().trim().min(3, "Say what was done about it").max(500, "500 characters at most");
/** An id that the console makes for one press of a button: asked twice, done once. */
const RequestId = z.uuid().nullable().default(null);

const errors = {
  EVENT_NOT_FOUND: refusals.EVENT_NOT_FOUND,
  EVENT_NOT_KEPT: refusals.EVENT_NOT_KEPT,
  EVENT_NOT_AT_STRIPE: refusals.EVENT_NOT_AT_STRIPE,
  EVENT_OTHER_MODE: refusals.EVENT_OTHER_MODE,
  EVENT_UNREADABLE: refusals.EVENT_UNREADABLE,
  REPLAY_NOT_CONFIRMED: refusals.REPLAY_NOT_CONFIRMED,
  RESEND_TARGET_UNKNOWN: refusals.RESEND_TARGET_UNKNOWN,
  EVENT_NEEDS_NOBODY: refusals.EVENT_NEEDS_NOBODY,
  STRIPE_REFUSED: refusals.STRIPE_REFUSED,
  STRIPE_UNREACHABLE: refusals.STRIPE_UNREACHABLE,
  STRIPE_NOT_CONFIGURED: refusals.STRIPE_NOT_CONFIGURED,
};
/** The codes that an act on an event may refuse with. */
export type EventActCode = keyof typeof errors;

/** Who dealt with an arrival, when, and what was done about it. */
export const Handled = z.object({ at: z.number(), by: z.string(), note: z.string() });
export type Handled = z.infer<typeof Handled>;

/** What staff may do to an arrival, and did. */
export const EventStanding = z.object({
  handled: Handled.nullable(),
  /** It was refused, held, or its work troubles: somebody has to look, until it is marked as handled. */
  needsPerson: z.boolean(),
  /** Why it can't be replayed; null where it can. */
  replayRefusal: z.string().nullable(),
  /** Its page at Stripe, or at what stands for it; null of what is no event. */
  stripeUrl: z.string().nullable(),
  acts: z.array(z.object({ at: z.number(), actor: z.string(), says: z.string() })),
});
export type EventStanding = z.infer<typeof EventStanding>;

/** What a replay would come to, before it is done. Nothing was written to find out. */
export const EventDryRun = z.object({
  eventId: z.string(),
  type: z.string(),
  outcome: EventOutcome,
  orderId: z.string().nullable(),
  customerEmail: z.string().nullable(),
  /** What would change, as sentences; none where nothing would. */
  changes: z.array(z.string()),
  says: z.string(),
  /** The request was refused: Stripe's own event is taken instead of its body, and that is to be confirmed. */
  fromStripe: z.boolean(),
});
export type EventDryRun = z.infer<typeof EventDryRun>;

/** What a replay came to within some seconds; `journaled` where it is still at work. */
export const EventReplayed = z.object({
  journalId: z.number().int(),
  eventId: z.string(),
  outcome: EventOutcome,
  orderId: z.string().nullable(),
  changed: z.array(z.string()),
  says: z.string(),
});
export type EventReplayed = z.infer<typeof EventReplayed>;

/** To whom Stripe could send an event once more: `we_…` for one of the account's endpoints, or whoever runs `stripe listen`. */
export const ResendTarget = z.object({
  to: z.string(),
  name: z.string(),
  /** It leads to this Waybill. */
  isOurs: z.boolean(),
});
export type ResendTarget = z.infer<typeof ResendTarget>;

const Done = z.object({ says: z.string() });

export const eventActsContract = {
  standing: oc.input(Entry).output(EventStanding).errors({ EVENT_NOT_FOUND: refusals.EVENT_NOT_FOUND }),

  dryRun: oc.input(Entry).output(EventDryRun).errors(errors),
  /** Puts it through processing again. `acceptRefused`: also where the request was refused, by Stripe's own event then. */
  replay: oc
    .input(Entry.extend({ acceptRefused: z.boolean().default(false), requestId: RequestId }))
    .output(EventReplayed)
    .errors(errors),

  /** Asks Stripe which endpoints there are; the one that leads here first. */
  resendTargets: oc.output(z.array(ResendTarget)).errors(errors),
  resend: oc
    .input(Entry.extend({ to: z.string().max(255), requestId: RequestId }))
    .output(Done)
    .errors(errors),

  /** Marks an arrival as dealt with: it asks nobody any more. */
  handle: oc
    .input(Entry.extend({ note: Note }))
    .output(Done)
    .errors(errors),
  unhandle: oc.input(Entry).output(Done).errors(errors),

  /** Compares everything with Stripe now, instead of at the next beat, and says what had not arrived. */
  backfill: oc.output(z.object({ says: z.string(), events: z.number().int() })).errors(errors),

  replays: replaysContract,
  triggers: triggersContract,
};
