import { reply, type Call, type Reply, type Route } from "../http/route.ts";
import type { Subscription } from "../shapes/object-types.ts";
import type { ListFilter } from "../store/object-store.ts";
import type { Fields } from "../wire/fields.ts";
import { noSuch } from "../wire/stripe-refusal.ts";
import { emit } from "../work.ts";
import { changesOf } from "./changes-of.ts";
import { list, named, retrieve } from "./read-routes.ts";

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
  { method: "POST", path: `${PATH}/:id`, run: update },
  { method: "DELETE", path: `${PATH}/:id`, run: cancel },
  retrieve("subscription", PATH),
  list("subscription", PATH, ["customer", "status"], filterBy),
];

// Without a status Stripe leaves the canceled ones out.
function filterBy(fields: Fields): ListFilter {
  const customer = fields.text("customer");
  const status = fields.oneOf("status", STATUSES);
  if (status === undefined) return { where: { customer }, not: { status: "canceled" } };
  if (status === "all") return { where: { customer } };
  return { where: { customer, status: status === "ended" ? ["canceled", "incomplete_expired"] : status } };
}

function update(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("cancel_at_period_end", "cancellation_details", "description", "expand", "metadata");
  const before = notCanceled(call);
  const after: Subscription = {
    ...before,
    metadata: fields.metadata(before.metadata),
    ...(fields.has("description") ? { description: fields.emptyable("description") ?? null } : {}),
    ...scheduledCancel(before, fields.boolean("cancel_at_period_end"), work.now),
  };
  work.objects.save(after);
  const changed = changesOf(before, after);
  if (changed) emit(work, "customer.subscription.updated", after, changed);
  return reply(after);
}

function scheduledCancel(before: Subscription, atEnd: boolean | undefined, now: number): Partial<Subscription> {
  if (atEnd === undefined || atEnd === before.cancel_at_period_end) return {};
  const ends = Math.max(...before.items.data.map((item) => item.current_period_end));
  const cancellation_details = {
    comment: null,
    feedback: null,
    feedback_option: null,
    reason: atEnd ? "cancellation_requested" : null,
  };
  return {
    cancel_at_period_end: atEnd,
    cancel_at: atEnd ? ends : null,
    canceled_at: atEnd ? now : null,
    cancellation_details,
  };
}

function cancel(call: Call): Reply {
  const { work, fields } = call;
  fields.allow("cancellation_details", "expand", "invoice_now", "prorate");
  const before = notCanceled(call);
  const after: Subscription = {
    ...before,
    status: "canceled",
    canceled_at: before.canceled_at ?? work.now,
    ended_at: work.now,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: "cancellation_requested" },
  };
  work.objects.save(after);
  emit(work, "customer.subscription.deleted", after);
  return reply(after);
}

// To a change, a canceled subscription is as if it were not there.
function notCanceled(call: Call): Subscription {
  const found = named(call, "subscription");
  if (found.status === "canceled") throw noSuch("subscription", found.id);
  return found;
}
