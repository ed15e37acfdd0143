import type { ClockedWork } from "../clocks/clocked-work.ts";
import type { InvoicedLine } from "../shapes/invoice.ts";
import type { Customer, Invoice, Subscription } from "../shapes/object-types.ts";
import { draftInvoice, periodLines, waitingItems } from "./draft-invoice.ts";
import { finalizeInvoice } from "./finalize-invoice.ts";

/**
 * Drafts and finalises the first invoice of a subscription, with what was bought once along with it. Its payment is not
 * tried again by itself.
 */
export function openFirstInvoice(
  work: ClockedWork,
  customer: Customer,
  subscription: Subscription,
  bought: readonly InvoicedLine[],
): Invoice {
  const draft = draftInvoice(work, {
    customer,
    subscription,
    currency: subscription.currency,
    billingReason: "subscription_create",
    lines: [...periodLines(subscription), ...bought],
    items: waitingItems(work, customer, subscription),
  });
  return finalizeInvoice(work, draft, { auto_advance: false });
}
