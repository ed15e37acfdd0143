import type { ClockedWork } from "../clocks/clocked-work.ts";
import { periodEnd } from "../shapes/billing-period.ts";
import type { Subscription } from "../shapes/object-types.ts";
import { draftInvoice, periodLines, waitingItems } from "./draft-invoice.ts";
import { issueInvoice } from "./finalize-draft.ts";

/** A paused subscription begins a new period, and is active again once the invoice of that is paid. */
export function resumeSubscription(work: ClockedWork, paused: Subscription): Subscription {
  const customer = work.objects.get("customer", paused.customer);
  const data = paused.items.data.map((item) => ({
    ...item,
    current_period_start: work.at,
    current_period_end: periodEnd(work.at, item.price.recurring!),
  }));
  const renewed: Subscription = { ...paused, billing_cycle_anchor: work.at, items: { ...paused.items, data } };
  const invoice = draftInvoice(work, {
    customer,
    subscription: renewed,
    currency: renewed.currency,
    billingReason: "subscription_update",
    lines: periodLines(renewed),
    items: waitingItems(work, customer, renewed),
  });
  work.objects.save({ ...renewed, latest_invoice: invoice.id });
  issueInvoice(work, invoice);
  return work.objects.get("subscription", paused.id);
}
