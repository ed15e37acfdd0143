import { oc } from "@orpc/contract";
import { z } from "zod";

const days = z.number().int("Write whole days").min(0, "Days can't be negative").max(365, "A year is the longest");
/** Days, or null for "never by itself". */
const daysOrNever = days.min(1, "Write 1 day at least, or switch it off").nullable();

/**
 * How services live and end. Deleting a server is off wherever it is not switched on: each of the three `terminate…` is
 * null by default, and a plan's own refund policy may say otherwise for that plan.
 */
export const LifeSettings = z.strictObject({
  /** How long a server runs on after a renewal failed; then it is suspended. */
  graceDays: days.max(60, "60 days is the longest grace").default(7),
  /** How long after that suspension the server is deleted. */
  terminateUnpaidAfterDays: daysOrNever.default(null),
  /** How long after the subscription's end the server is deleted. */
  terminateEndedAfterDays: daysOrNever.default(null),
  /** How long after a full refund the server is deleted. */
  terminateRefundedAfterDays: daysOrNever.default(null),
  /** How long before it happens a deletion is announced at least, also one whose days had passed when it was switched on. */
  noticeDays: days.min(1, "Announce a deletion 1 day before at least").max(60).default(3),
  /** What an early fraud warning does: a finding for a person, or that and a suspension. */
  onFraudWarning: z.enum(["finding", "suspend"]).default("finding"),
  /** What `pause_collection` means for the server. A subscription that Stripe calls paused always suspends. */
  onPausedCollection: z.enum(["suspend", "keep"]).default("suspend"),
  /** Whether a smaller plan shrinks a disk of which the panel does not tell how full it is. */
  onUnseenDisk: z.enum(["apply", "refuse"]).default("apply"),
  /** How many days a customer has to pay an invoice that is sent by e-mail. */
  invoiceDueDays: days.min(1, "An invoice is due after 1 day at the earliest").max(90).default(7),
  /** Whether an expired Checkout Session offers its customer to take it up again. */
  recoverSessions: z.boolean().default(true),
});
export type LifeSettings = z.infer<typeof LifeSettings>;

const changes = LifeSettings.partial().refine((given) => Object.keys(given).length > 0, "Name a setting to change");

export const settingsContract = {
  life: oc.output(LifeSettings),
  /** Changes what is named and leaves the rest; kept in the audit. */
  changeLife: oc.input(changes).output(LifeSettings),
};
