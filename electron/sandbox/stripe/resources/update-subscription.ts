import { changeItems, type ProrationBehavior } from "../billing/change-items.ts";
import { moveSubscription } from "../billing/move-subscription.ts";
import { renewSubscription } from "../billing/renew-subscription.ts";
import { changesOf } from "../changes-of.ts";
import type { ClockedWork } from "../clocks/clocked-work.ts";
import { periodEndOf } from "../clocks/due-of.ts";
import type { PauseCollection, Subscription } from "../shapes/object-types.ts";
import type { Fields } from "../wire/fields.ts";
import { missingParam, refused, StripeRefusal } from "../wire/stripe-refusal.ts";
import { emit } from "../work.ts";
import { readChangedItems } from "./read-subscription-items.ts";
import { readCommon, readTrialTime, SUBSCRIPTION_FIELDS } from "./read-subscription.ts";

const BEHAVIORS = ["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"] as const;

/** Changes a subscription and tells it, with an invoice where the change is billed at once. */
export function updateSubscription(work: ClockedWork, fields: Fields, before: Subscription): Subscription {
  fields.allow(
    ...SUBSCRIPTION_FIELDS,
    "billing_cycle_anchor",
    "cancellation_details",
    "pause_collection",
    "proration_date",
  );
  refusePending(fields);
  const kept: Subscription = { ...before, ...readCommon(work, fields, before), ...readPause(fields) };
  const { after, invoice } = withItems(work, fields, withTrial(work, fields, kept));
  const ended = withScheduledEnd(fields, after);
  // A payment that failed on the way has moved the subscription already, and told it.
  const stored = { ...ended, status: work.objects.get("subscription", before.id).status };
  work.objects.save(stored);
  const changed = changesOf({ ...before, status: stored.status }, stored);
  if (changed) emit(work, "customer.subscription.updated", stored, changed);
  if (invoice?.status === "open" && fields.text("payment_behavior") === "error_if_incomplete")
    throw new StripeRefusal(402, {
      type: "card_error",
      code: "subscription_payment_intent_requires_action",
      message: UNPAID,
    });
  return fields.text("trial_end") === "now" ? endTrial(work, stored) : stored;
}

const UNPAID = "The invoice of this change could not be paid, so nothing was changed.";

function refusePending(fields: Fields): void {
  if (fields.oneOf("payment_behavior", BEHAVIORS) === "pending_if_incomplete")
    throw refused("payment_behavior", "This sandbox does not do `pending_if_incomplete`.");
}

function readPause(fields: Fields): Partial<Subscription> {
  if (!fields.has("pause_collection")) return {};
  const given = fields.group("pause_collection")?.allow("behavior", "resumes_at");
  if (!given) return { pause_collection: null };
  const behavior = given.oneOf("behavior", ["keep_as_draft", "mark_uncollectible", "void"]);
  if (behavior === undefined) throw missingParam(given.path("behavior"));
  const pause_collection: PauseCollection = { behavior, resumes_at: given.integer("resumes_at") ?? null };
  return { pause_collection };
}

function withItems(work: ClockedWork, fields: Fields, kept: Subscription): ReturnType<typeof changeItems> {
  const restarts = fields.oneOf("billing_cycle_anchor", ["now", "unchanged"]) === "now";
  const behavior = fields.oneOf("proration_behavior", PRORATIONS) ?? "create_prorations";
  if (!fields.has("items") && !restarts) return { after: kept, invoice: null };
  const items = readChangedItems(work, fields, kept.id, kept.items.data, work.at);
  return changeItems(work, kept, { items, behavior, restarts });
}

const PRORATIONS = ["always_invoice", "create_prorations", "none"] as const satisfies readonly ProrationBehavior[];

/** A trial that ends at another time, or begins now: until then nothing is billed. */
function withTrial(work: ClockedWork, fields: Fields, subscription: Subscription): Subscription {
  if (!fields.has("trial_end") || fields.text("trial_end") === "now") return subscription;
  const trial_end = readTrialTime(work, fields);
  const data = subscription.items.data.map((item) => ({ ...item, current_period_end: trial_end }));
  const items = { ...subscription.items, data };
  const trial_start = subscription.status === "trialing" ? subscription.trial_start : work.at;
  const moved: Subscription = { ...subscription, items, trial_end, trial_start, billing_cycle_anchor: trial_end };
  work.objects.save({ ...moved, status: "trialing" });
  return { ...moved, status: "trialing" };
}

/** `cancel_at` of an end at the period's end is that end, wherever the change has put it. */
function withScheduledEnd(fields: Fields, after: Subscription): Subscription {
  if (!after.cancel_at_period_end) return after;
  return fields.has("cancel_at") ? after : { ...after, cancel_at: periodEndOf(after) };
}

function endTrial(work: ClockedWork, subscription: Subscription): Subscription {
  if (subscription.status !== "trialing") return subscription;
  const data = subscription.items.data.map((item) => ({ ...item, current_period_end: work.at }));
  const ended = moveSubscription(work, subscription, { trial_end: work.at, items: { ...subscription.items, data } });
  return renewSubscription(work, ended, { isAtOnce: true });
}
