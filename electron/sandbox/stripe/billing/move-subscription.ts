import type { ClockedWork } from "../clocks/clocked-work.ts";
import { changesOf } from "../changes-of.ts";
import type { Subscription } from "../shapes/object-types.ts";
import { emit } from "../work.ts";

/** The subscription moves, which is told with what was before; nothing is told where it stays as it was. */
export function moveSubscription(work: ClockedWork, before: Subscription, change: Partial<Subscription>): Subscription {
  const after: Subscription = { ...before, ...change };
  const changed = changesOf(before, after);
  if (!changed) return before;
  work.objects.save(after);
  emit(work, "customer.subscription.updated", after, changed);
  return after;
}

type Reason = NonNullable<Subscription["cancellation_details"]>["reason"];

/** The subscription is over, for good. Why: the shop or its customer asked, or payment failed too often. */
export function endSubscription(work: ClockedWork, before: Subscription, reason: Reason): Subscription {
  const details = before.cancellation_details ?? { comment: null, feedback: null, feedback_option: null, reason };
  const after: Subscription = {
    ...before,
    status: "canceled",
    canceled_at: before.canceled_at ?? work.at,
    cancellation_details: { ...details, reason: details.reason ?? reason },
    ended_at: work.at,
    pause_collection: null,
  };
  work.objects.save(after);
  emit(work, "customer.subscription.deleted", after);
  return after;
}
