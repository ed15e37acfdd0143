import type { ClockedWork } from "../clocks/clocked-work.ts";
import { periodEnd } from "../shapes/billing-period.ts";
import { newInvoiceItem } from "../shapes/invoice-item.ts";
import type { Customer, Invoice, Subscription, SubscriptionItem } from "../shapes/object-types.ts";
import { emit } from "../work.ts";
import { draftInvoice, periodLines, waitingItems } from "./draft-invoice.ts";
import { issueInvoice } from "./finalize-draft.ts";
import { prorate, unused, type Share } from "./prorate.ts";

export type ProrationBehavior = "always_invoice" | "create_prorations" | "none";

interface Change {
  readonly items: readonly SubscriptionItem[];
  readonly behavior: ProrationBehavior;
  /** The period begins anew now, whatever the items are. */
  readonly restarts: boolean;
}

/**
 * Changes what a subscription is for, in the middle of its period: what is unused is given back and the rest of the new is
 * owed, at the next invoice or at once. Another billing interval begins a new period now and is invoiced now. Gives the
 * subscription as it then is, stored, and the invoice where there is one; the caller tells it.
 */
export function changeItems(
  work: ClockedWork,
  before: Subscription,
  { items, behavior, restarts }: Change,
): { readonly after: Subscription; readonly invoice: Invoice | null } {
  const customer = work.objects.get("customer", before.customer);
  const isBilled = before.status !== "trialing" && before.status !== "paused";
  const isAnew = restarts || (isBilled && intervalOf(items) !== intervalOf(before.items.data));
  const data = isAnew ? items.map((item) => fromNow(item, work.at)) : [...items];
  const after: Subscription = {
    ...before,
    items: { ...before.items, data },
    ...(isAnew ? { billing_cycle_anchor: work.at } : {}),
  };
  work.objects.save(after);
  if (behavior !== "none" && isBilled) {
    const shares = isAnew ? unused(before.items.data, work.at) : prorate(before.items.data, data, work.at);
    for (const share of shares) addShare(work, customer, after, share);
  }
  if (!isBilled || (!isAnew && behavior !== "always_invoice")) return { after, invoice: null };
  const invoice = invoiceChange(work, customer, after, isAnew);
  return { after: invoice ? { ...after, latest_invoice: invoice.id } : after, invoice };
}

/** Keeps an amount for the subscription's next invoice. */
export function addShare(work: ClockedWork, customer: Customer, subscription: Subscription, share: Share): void {
  const { item, amount, description, period } = share;
  const given = { customer, subscription, item: item.id, amount, description, period, price: item.price };
  const made = newInvoiceItem(
    { ...given, currency: subscription.currency, quantity: item.quantity ?? 1, more: { proration: true } },
    work.at,
  );
  work.objects.insert(made, work.at);
  emit(work, "invoiceitem.created", made);
}

function invoiceChange(work: ClockedWork, customer: Customer, after: Subscription, isAnew: boolean): Invoice | null {
  const items = waitingItems(work, customer, after);
  const lines = isAnew ? periodLines(after) : [];
  if (items.length + lines.length === 0) return null;
  const billing = { customer, subscription: after, currency: after.currency, items, lines };
  return issueInvoice(work, draftInvoice(work, { ...billing, billingReason: "subscription_update" }));
}

const fromNow = (item: SubscriptionItem, at: number): SubscriptionItem => ({
  ...item,
  current_period_start: at,
  current_period_end: periodEnd(at, item.price.recurring!),
});

const intervalOf = (items: readonly SubscriptionItem[]): string =>
  items.map(({ price }) => `${price.recurring?.interval_count} ${price.recurring?.interval}`).join();
