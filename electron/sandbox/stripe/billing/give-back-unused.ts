import type { ClockedWork } from "../clocks/clocked-work.ts";
import type { Subscription } from "../shapes/object-types.ts";
import { addShare } from "./change-items.ts";
import { draftInvoice, waitingItems } from "./draft-invoice.ts";
import { issueInvoice } from "./finalize-draft.ts";
import { unused } from "./prorate.ts";

/** What is left of the subscription's period is given back with its next invoice. */
export function giveBackUnused(work: ClockedWork, subscription: Subscription): void {
  const customer = work.objects.get("customer", subscription.customer);
  for (const share of unused(subscription.items.data, work.at)) addShare(work, customer, subscription, share);
}

/** What waits for the subscription's next invoice is invoiced now. */
export function invoiceWaiting(work: ClockedWork, subscription: Subscription): void {
  const customer = work.objects.get("customer", subscription.customer);
  const items = waitingItems(work, customer, subscription);
  if (items.length === 0) return;
  const { currency } = subscription;
  issueInvoice(
    work,
    draftInvoice(work, { customer, subscription, currency, items, billingReason: "subscription_update" }),
  );
}
