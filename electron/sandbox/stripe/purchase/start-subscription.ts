import { periodEnd } from "../shapes/billing-period.ts";
import type { Customer, LineItem, PaymentMethod, Session, Subscription } from "../shapes/object-types.ts";
import { newSubscription, type SubscriptionLine } from "../shapes/subscription.ts";
import { emit, type Work } from "../work.ts";

const DAY = 24 * 3600;

/** Makes the subscription that a session sells, with what the session was told to set on it. */
export function startSubscription(
  work: Work,
  session: Session,
  customer: Customer,
  method: PaymentMethod,
): Subscription {
  const { lineItems, madeWith, trialDays } = work.objects.hidden("checkout.session", session.id);
  const lines = lineItems.flatMap(recurringLine);
  const trialEnd = trialDays > 0 ? work.now + trialDays * DAY : null;
  const end = trialEnd ?? periodEnd(work.now, lines[0]!.recurring);
  const subscription = newSubscription(
    {
      customer: customer.id,
      currency: session.currency!,
      lines,
      period: { start: work.now, end },
      trialEnd,
      paymentMethod: method.id,
      ...madeWith,
    },
    work.now,
  );
  work.objects.insert(subscription, work.now);
  emit(work, "customer.subscription.created", subscription);
  return subscription;
}

function recurringLine({ price, quantity }: LineItem): SubscriptionLine[] {
  if (!price?.recurring) return [];
  return [{ price, recurring: price.recurring, quantity: quantity ?? 1, metadata: {} }];
}
