import { z } from "zod";

const days = z.number().int("Write whole days").min(1, "Write 1 day at least").max(3_650, "Ten years is the longest");

/**
 * How long the journal keeps what, by verdict, in days. Whatever is an order's, a finding's or a held event's evidence is
 * kept beyond that.
 */
const journal = z.strictObject({
  /** After so many days an event's payload is packed to a tenth; null leaves every payload plain. */
  packAfterDays: days.nullable(),
  /** Events that concern no order here, though their types are handled. */
  keepAcceptedDays: days,
  /** Events of types that are not handled, of the other mode, thin ones. */
  keepNotOursDays: days,
  /** Second and later arrivals of an event. */
  keepDuplicateDays: days,
  /** Refused requests. */
  keepRejectedDays: days,
  /** However young they are, no more refused requests than this are kept. */
  mostRejected: z
    .number()
    .int("Write a whole number")
    .min(100, "Keep 100 at least")
    .max(1_000_000, "A million is the most"),
  /** Jobs that are done and belong to no order. Those of an order are its evidence. */
  keepDoneJobsDays: days,
  /** Jobs that gave up and belong to no order. */
  keepDeadJobsDays: days,
});

const { shape } = journal;
/** The same, with what counts where nobody set anything. */
export const JournalSettings = z.strictObject({
  packAfterDays: shape.packAfterDays.default(7),
  keepAcceptedDays: shape.keepAcceptedDays.default(400),
  keepNotOursDays: shape.keepNotOursDays.default(90),
  keepDuplicateDays: shape.keepDuplicateDays.default(30),
  keepRejectedDays: shape.keepRejectedDays.default(30),
  mostRejected: shape.mostRejected.default(10_000),
  keepDoneJobsDays: shape.keepDoneJobsDays.default(3),
  keepDeadJobsDays: shape.keepDeadJobsDays.default(90),
});
export type JournalSettings = z.infer<typeof JournalSettings>;

/** Some of them, as a console changes them: what is not named stays. */
export const JournalChanges = journal
  .partial()
  .refine((given) => Object.keys(given).length > 0, "Name a setting to change");
