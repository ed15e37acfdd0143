import { oc } from "@orpc/contract";
import { z } from "zod";
import { refusals } from "./errors.ts";
import { JournalChanges, JournalSettings } from "./journal-settings.ts";

const days = z.number().int("Write whole days").min(0, "Days can't be negative").max(365, "A year is the longest");
/** Days, or null for "never by itself". */
const daysOrNever = days.min(1, "Write 1 day at least, or switch it off").nullable();

/**
 * How services live and end. Deleting a server is off wherever it is not switched on: each of the three `terminate…` is
 * null by default, and a plan's own refund policy may say otherwise for that plan.
 */
const life = z.strictObject({
  /** How long a server runs on after a renewal failed; then it is suspended. */
  graceDays: days.max(60, "60 days is the longest grace"),
  /** How long after that suspension the server is deleted. */
  terminateUnpaidAfterDays: daysOrNever,
  /** How long after the subscription's end the server is deleted. */
  terminateEndedAfterDays: daysOrNever,
  /** How long after a full refund the server is deleted. */
  terminateRefundedAfterDays: daysOrNever,
  /** How long before it happens a deletion is announced at least, also one whose days had passed when it was switched on. */
  noticeDays: days.min(1, "Announce a deletion 1 day before at least").max(60),
  /** What an early fraud warning does: a finding for a person, or that and a suspension. */
  onFraudWarning: z.enum(["finding", "suspend"]),
  /** What `pause_collection` means for the server. A subscription that Stripe calls paused always suspends. */
  onPausedCollection: z.enum(["suspend", "keep"]),
  /** Whether a smaller plan shrinks a disk of which the panel does not tell how full it is. */
  onUnseenDisk: z.enum(["apply", "refuse"]),
  /** How many days a customer has to pay an invoice that is sent by e-mail. */
  invoiceDueDays: days.min(1, "An invoice is due after 1 day at the earliest").max(90),
  /** Whether an expired Checkout Session offers its customer to take it up again. */
  recoverSessions: z.boolean(),
});

const { shape } = life;
/** The same, with what counts where nobody set anything. */
export const LifeSettings = z.strictObject({
  graceDays: shape.graceDays.default(7),
  terminateUnpaidAfterDays: shape.terminateUnpaidAfterDays.default(null),
  terminateEndedAfterDays: shape.terminateEndedAfterDays.default(null),
  terminateRefundedAfterDays: shape.terminateRefundedAfterDays.default(null),
  noticeDays: shape.noticeDays.default(3),
  onFraudWarning: shape.onFraudWarning.default("finding"),
  onPausedCollection: shape.onPausedCollection.default("suspend"),
  onUnseenDisk: shape.onUnseenDisk.default("apply"),
  invoiceDueDays: shape.invoiceDueDays.default(7),
  recoverSessions: shape.recoverSessions.default(true),
});
export type LifeSettings = z.infer<typeof LifeSettings>;

const backups = z.strictObject({
  /** Null backs up only when somebody asks. */
  everyHours: z
    .number()
    .int("Write whole hours")
    .min(1, "1 hour is the shortest")
    .max(24 * 7, "A week is the longest, 168 hours")
    .nullable(),
  /** The oldest go first. */
  keep: z.number().int("Write a whole number").min(1, "Keep 1 at least").max(1_000, "1,000 is the most"),
});
/** When the database is backed up by itself, and how many of these backups are kept. */
export const BackupSettings = z.strictObject({
  everyHours: backups.shape.everyHours.default(24),
  keep: backups.shape.keep.default(14),
});
export type BackupSettings = z.infer<typeof BackupSettings>;

/** One backup in the folder beside the database. `trouble` is what was found wrong when it was last looked at. */
export const BackupRow = z.object({
  name: z.string(),
  at: z.number(),
  bytes: z.number().int(),
  checkedAt: z.number().nullable(),
  trouble: z.string().nullable(),
});
export type BackupRow = z.infer<typeof BackupRow>;

/** Something that this engine was started with. A secret is told by its first letters and last four, or a fingerprint. */
export const Connection = z.object({
  name: z.string(),
  /** Null where nothing is set. */
  value: z.string().nullable(),
  isSecret: z.boolean(),
  /** The flag or variable that sets it. */
  setBy: z.string(),
  says: z.string(),
});
export type Connection = z.infer<typeof Connection>;

// Of the schema without defaults: a default would set what a change does not name.
const namesOne = (given: object): boolean => Object.keys(given).length > 0;
const NAME_ONE = "Name a setting to change";
/** Some settings of a service's life, as a console changes them: what is not named stays. */
export const LifeChanges = life.partial().refine(namesOne, NAME_ONE);
/** The same of the backups. */
export const BackupChanges = backups.partial().refine(namesOne, NAME_ONE);

export const settingsContract = {
  life: oc.output(LifeSettings),
  /** Changes what is named and leaves the rest; kept in the audit. */
  changeLife: oc.input(LifeChanges).output(LifeSettings),

  /** How long the journal keeps what. */
  journal: oc.output(JournalSettings),
  changeJournal: oc.input(JournalChanges).output(JournalSettings),

  /** When backups are taken, and those that are there, the newest first. `isWaiting`: one is asked for and not taken yet. */
  backups: oc.output(
    z.object({ settings: BackupSettings, folder: z.string(), isWaiting: z.boolean(), rows: z.array(BackupRow) }),
  ),
  changeBackups: oc.input(BackupChanges).output(BackupSettings),
  /** Asks for a backup now; it is taken beside everything else that goes on. Asked twice while it waits, it is one. */
  backUpNow: oc.output(z.object({ says: z.string() })),
  /** Reads a whole backup and says whether it is sound. */
  checkBackup: oc
    .input(z.object({ name: z.string().max(200) }))
    .output(BackupRow)
    .errors({ BACKUP_NOT_FOUND: refusals.BACKUP_NOT_FOUND }),

  /** What the engine was started with, without its secrets. */
  connections: oc.output(z.array(Connection)),
};
