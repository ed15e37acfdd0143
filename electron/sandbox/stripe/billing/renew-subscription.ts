import type { ClockedWork } from "../clocks/clocked-work.ts";
import { periodEndOf } from "../clocks/due-of.ts";
import { periodEndAfter } from "../shapes/billing-period.ts";
import type { Customer, Invoice, Subscription } from "../shapes/object-types.ts";
import { emit } from "../work.ts";
import { draftInvoice, periodLines, waitingItems } from "./draft-invoice.ts";
import { issueInvoice } from "./finalize-draft.ts";
import { finalizeInvoice } from "./finalize-invoice.ts";
import { voidInvoice, writeOffInvoice } from "./give-up-invoice.ts";
import { endSubscription, moveSubscription } from "./move-subscription.ts";

const HOUR = 3600;

/**
 * The period (or the trial) is over: the next begins, and its invoice is drafted. Stripe leaves the shop an hour to add
 * to a draft before it is finalised and charged; where the shop itself has ended a trial, it is charged at once.
 */
export function renewSubscription(
  work: ClockedWork,
  subscription: Subscription,
  { isAtOnce = false } = {},
): Subscription {
  const customer = work.objects.get("customer", subscription.customer);
  if (subscription.status === "trialing" && !hasMethod(subscription, customer)) {
    const then = subscription.trial_settings?.end_behavior.missing_payment_method;
    if (then === "cancel") return endSubscription(work, subscription, null);
    if (then === "pause") return pauseSubscription(work, subscription);
  }
  const ended = { start: lastStart(subscription), end: work.at };
  const renewed = withNextPeriod(subscription, work.at);
  const invoice = draftInvoice(work, {
    customer,
    subscription: renewed,
    currency: subscription.currency,
    billingReason: "subscription_cycle",
    lines: periodLines(renewed),
    items: waitingItems(work, customer, subscription),
    period: ended,
    more: { automatically_finalizes_at: work.at + HOUR, ...advanceOf(renewed) },
  });
  if (renewed.pause_collection) collectNothing(work, invoice, renewed.pause_collection.behavior);
  const moved = moveSubscription(work, subscription, { ...renewed, latest_invoice: invoice.id });
  if (!isAtOnce || renewed.pause_collection) return moved;
  issueInvoice(work, invoice);
  return work.objects.get("subscription", subscription.id);
}

/** Stops the subscription: no periods, no invoices, until it is resumed. Tells it twice, as Stripe does. */
export function pauseSubscription(work: ClockedWork, subscription: Subscription): Subscription {
  const paused = moveSubscription(work, subscription, { status: "paused" });
  emit(work, "customer.subscription.paused", paused);
  return paused;
}

/** The subscription in the period that begins at `at`: of all items whose own is over. A trial is over with it. */
export function withNextPeriod(subscription: Subscription, at: number): Subscription {
  const isTrial = subscription.status === "trialing";
  const anchor = isTrial ? at : subscription.billing_cycle_anchor;
  const data = subscription.items.data.map((item) =>
    item.current_period_end > at
      ? item
      : {
          ...item,
          current_period_start: at,
          current_period_end: periodEndAfter(anchor, at, item.price.recurring!),
        },
  );
  return {
    ...subscription,
    status: isTrial ? "active" : subscription.status,
    billing_cycle_anchor: anchor,
    items: { ...subscription.items, data },
  };
}

function lastStart(subscription: Subscription): number {
  const end = periodEndOf(subscription);
  return subscription.items.data.find((item) => item.current_period_end === end)!.current_period_start;
}

// What is unpaid goes on being drafted, so that nothing is forgotten, but is neither finalised nor charged.
const advanceOf = ({ status, pause_collection }: Subscription): Partial<Invoice> =>
  status === "unpaid" || pause_collection?.behavior === "keep_as_draft" ? { auto_advance: false } : {};

function collectNothing(work: ClockedWork, draft: Invoice, behavior: string): void {
  if (behavior === "keep_as_draft") return;
  const open = finalizeInvoice(work, draft, { auto_advance: false });
  if (open.status !== "open") return;
  if (behavior === "void") voidInvoice(work, open);
  else writeOffInvoice(work, open);
}

const hasMethod = ({ default_payment_method, collection_method }: Subscription, customer: Customer): boolean =>
  collection_method === "send_invoice" ||
  (default_payment_method ?? customer.invoice_settings.default_payment_method) !== null;
