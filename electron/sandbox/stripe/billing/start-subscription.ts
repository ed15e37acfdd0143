import type { ClockedWork } from "../clocks/clocked-work.ts";
import { periodEnd } from "../shapes/billing-period.ts";
import type { Customer, Subscription } from "../shapes/object-types.ts";
import { newSubscription, type SubscriptionLine } from "../shapes/subscription.ts";
import { emit } from "../work.ts";

interface Started {
  readonly customer: Customer;
  readonly currency: string;
  readonly lines: readonly SubscriptionLine[];
  /** Epoch seconds; null for a subscription without a trial. */
  readonly trialEnd: number | null;
  readonly more: Partial<Subscription>;
}

/** Makes a subscription whose first invoice is still to be made. Its first period is the trial where it has one. */
export function startSubscription(
  work: ClockedWork,
  { customer, currency, lines, trialEnd, more }: Started,
): Subscription {
  const end = trialEnd ?? periodEnd(work.at, lines[0]!.recurring);
  const subscription = newSubscription(
    { customer, currency, lines, period: { start: work.at, end }, trialEnd, more },
    work.at,
  );
  work.objects.insert(subscription, work.at);
  return subscription;
}

/** The same, told at once as `incomplete`: what a Checkout Session makes. */
export function startAndTell(work: ClockedWork, started: Started): Subscription {
  const subscription = startSubscription(work, started);
  emit(work, "customer.subscription.created", subscription);
  return subscription;
}
