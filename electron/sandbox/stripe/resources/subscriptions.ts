import { giveBackUnused, invoiceWaiting } from "../billing/give-back-unused.ts";
import { endSubscription } from "../billing/move-subscription.ts";
import { pauseSubscription } from "../billing/renew-subscription.ts";
import { resumeSubscription } from "../billing/resume-subscription.ts";
import { onClockOf } from "../clocks/clocked-work.ts";
import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import type { Subscription } from "../shapes/object-types.ts";
import type { ListFilter } from "../store/object-store.ts";
import type { Fields } from "../wire/fields.ts";
import { noSuch, StripeRefusal } from "../wire/stripe-refusal.ts";
import { createSubscription } from "./create-subscription.ts";
import { list, named, retrieve } from "./read-routes.ts";
import { updateSubscription } from "./update-subscription.ts";

const PATH = "/v1/subscriptions";
const STATUSES = [
  "active",
  "all",
  "canceled",
  "ended",
  "incomplete",
  "incomplete_expired",
  "past_due",
  "paused",
  "trialing",
  "unpaid",
] as const;

export const subscriptionRoutes: readonly Route[] = [
  { method: "POST", path: PATH, run: ({ work, fields }) => reply(createSubscription(work, fields)) },
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "POST", path: `${PATH}/:id/pause`, run: pause },
  { method: "POST", path: `${PATH}/:id/resume`, run: resume },
  { method: "DELETE", path: `${PATH}/:id`, run: cancel },
  retrieve("subscription", PATH),
  list("subscription", PATH, ["collection_method", "customer", "price", "status", "test_clock"], filterBy),
];

// Without a status Stripe leaves the canceled ones out; those on a test clock it lists only where they are asked for.
function filterBy(fields: Fields): ListFilter {
  const where = {
    customer: fields.text("customer"),
    collection_method: fields.text("collection_method"),
    subscription_price: fields.text("price"),
    test_clock: fields.text("test_clock") ?? (fields.has("customer") ? undefined : null),
  };
  const status = fields.oneOf("status", STATUSES);
  if (status === undefined) return { where, not: { status: "canceled" } };
  if (status === "all") return { where };
  return { where: { ...where, status: status === "ended" ? ["canceled", "incomplete_expired"] : status } };
}

function update(call: Call): Reply {
  const before = notCanceled(call);
  return reply(updateSubscription(clockedFor(call, before), call.fields, before));
}

/** Ends it now. What is unused is given back only where that is asked for, and invoiced likewise. */
function cancel(call: Call): Reply {
  call.fields.allow("cancellation_details", "expand", "invoice_now", "prorate");
  const before = notCanceled(call);
  const work = clockedFor(call, before);
  if (call.fields.boolean("prorate")) giveBackUnused(work, before);
  const after = endSubscription(work, before, "cancellation_requested");
  if (call.fields.boolean("invoice_now")) invoiceWaiting(work, after);
  return reply(work.objects.get("subscription", after.id));
}

function pause(call: Call): Reply {
  call.fields.allow("bill_for", "expand", "invoicing_behavior", "type");
  const before = notCanceled(call);
  if (before.status !== "active" && before.status !== "trialing")
    throw new StripeRefusal(400, { message: `A subscription that is ${before.status} can't be paused.` });
  const work = clockedFor(call, before);
  const unusedFrom = call.fields.group("bill_for")?.group("unused_time_from")?.text("type") ?? "now";
  if (unusedFrom !== "none" && before.status === "active") giveBackUnused(work, before);
  return reply(pauseSubscription(work, before));
}

function resume(call: Call): Reply {
  call.fields.allow("billing_cycle_anchor", "expand", "payment_behavior", "proration_behavior", "proration_date");
  const before = notCanceled(call);
  if (before.status !== "paused")
    throw new StripeRefusal(400, { message: `A subscription that is ${before.status} can't be resumed.` });
  return reply(resumeSubscription(clockedFor(call, before), before));
}

const clockedFor = ({ work }: Call, { customer }: Subscription) =>
  onClockOf(work, work.objects.get("customer", customer));

// To a change, a canceled subscription is as if it were not there.
function notCanceled(call: Call): Subscription {
  const found = named(call, "subscription");
  if (found.status === "canceled" || found.status === "incomplete_expired") throw noSuch("subscription", found.id);
  return found;
}
