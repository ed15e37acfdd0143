import type { ClockedWork } from "../clocks/clocked-work.ts";
import type { Subscription } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { refused } from "../wire/stripe-refusal.ts";
import { referred } from "./read-routes.ts";

/** What creating and changing a subscription have in common; the last ones are taken and without effect here. */
export const SUBSCRIPTION_FIELDS = [
  "cancel_at",
  "cancel_at_period_end",
  "collection_method",
  "days_until_due",
  "default_payment_method",
  "description",
  "expand",
  "items",
  "metadata",
  "payment_behavior",
  "proration_behavior",
  "trial_end",
  "trial_settings",
  "billing_mode",
  "off_session",
  "payment_settings",
] as const;

const DAY = 24 * 3600;

/** Reads the fields that are kept as they come. `before` is null for a new subscription. */
export function readCommon(work: ClockedWork, fields: Fields, before: Subscription | null): Partial<Subscription> {
  const out: { -readonly [K in keyof Subscription]?: Subscription[K] } = {
    metadata: fields.metadata(before?.metadata),
  };
  if (fields.has("description")) out.description = fields.emptyable("description") ?? null;
  const method = fields.text("collection_method") && fields.oneOf("collection_method", METHODS);
  if (method) out.collection_method = method;
  if (method === "charge_automatically") out.days_until_due = null;
  else if (!before || fields.has("days_until_due"))
    out.days_until_due = fields.integer("days_until_due", { min: 0 }) ?? null;
  if (fields.has("default_payment_method")) out.default_payment_method = readMethod(work, fields);
  const missing = readMissingMethod(fields);
  if (missing) out.trial_settings = { end_behavior: { billing_cycle_anchor: null, missing_payment_method: missing } };
  return { ...out, ...readEnd(work, fields, before) };
}

const METHODS = ["charge_automatically", "send_invoice"] as const;

function readMethod(work: ClockedWork, fields: Fields): string | null {
  const id = fields.emptyable("default_payment_method") ?? null;
  return id && referred(work, "payment_method", id, "default_payment_method").id;
}

function readMissingMethod(fields: Fields): "cancel" | "create_invoice" | "pause" | undefined {
  const settings = fields.group("trial_settings")?.allow("end_behavior");
  const behavior = settings?.group("end_behavior")?.allow("billing_cycle_anchor", "missing_payment_method");
  return behavior?.oneOf("missing_payment_method", ["cancel", "create_invoice", "pause"]);
}

/** A scheduled end: at the period's end, or at a time. Either one unset takes the end back. */
function readEnd(work: ClockedWork, fields: Fields, before: Subscription | null): Partial<Subscription> {
  const atPeriodEnd = fields.boolean("cancel_at_period_end");
  const cancel_at = fields.emptyable("cancel_at") === null ? null : fields.integer("cancel_at");
  if (cancel_at !== undefined && cancel_at !== null) {
    if (cancel_at <= work.at) throw refused("cancel_at", "`cancel_at` must be a timestamp in the future.");
    return { cancel_at, cancel_at_period_end: false, ...asked(work) };
  }
  const changes =
    cancel_at === null ? before?.cancel_at !== null : atPeriodEnd !== (before?.cancel_at_period_end ?? false);
  if (!changes || (atPeriodEnd === undefined && cancel_at === undefined)) return {};
  return atPeriodEnd ? { cancel_at_period_end: true, ...asked(work) } : NOT_ENDING;
}

const asked = (work: ClockedWork): Partial<Subscription> => ({
  canceled_at: work.at,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: "cancellation_requested" },
});

const NOT_ENDING: Partial<Subscription> = {
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
};

/** When the trial of a new subscription ends, in epoch seconds; null for none. */
export function readTrialEnd(work: ClockedWork, fields: Fields): number | null {
  const days = fields.integer("trial_period_days", { min: 0, max: 730 });
  if (days !== undefined) return days === 0 ? null : work.at + days * DAY;
  if (!fields.has("trial_end") || fields.text("trial_end") === "now") return null;
  return readTrialTime(work, fields);
}

/** `trial_end` as a time, which lies ahead. */
export function readTrialTime(work: ClockedWork, fields: Fields): number {
  const at = fields.integer("trial_end")!;
  if (at > work.at) return at;
  throw refused("trial_end", "Invalid timestamp: must be an integer Unix timestamp in the future.");
}
