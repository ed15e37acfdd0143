import { z } from "zod";

const days = z.number().int("Write whole days").min(1, "Write 1 day at least").max(3_650, "Ten years is the longest");

/**
 * How long the journal keeps what, by verdict, in days. Whatever is an order's, a finding's or a held event's evidence is
 * kept beyond that.
 */
export const JournalSettings = z.strictObject({
  /** After so many days an event's payload is packed to a tenth; null leaves every payload plain. */
  packAfterDays: days.nullable().default(7),
  /** Events that concern no order here, though their types are handled. */
  keepAcceptedDays: days.default(400),
  /** Events of types that are not handled, of the other mode, thin ones. */
  keepNotOursDays: days.default(90),
  /** Second and later arrivals of an event. */
  keepDuplicateDays: days.default(30),
  /** Refused requests. */
  keepRejectedDays: days.default(30),
  /** However young they are, no more refused requests than this are kept. */
  mostRejected: z.number().int().min(100, "Keep 100 at least").max(1_000_000).default(10_000),
  /** Jobs that are done and belong to no order. Those of an order are its evidence. */
  keepDoneJobsDays: days.default(3),
  /** Jobs that gave up and belong to no order. */
  keepDeadJobsDays: days.default(90),
});
export type JournalSettings = z.infer<typeof JournalSettings>;
