import type { ClockedWork } from "../clocks/clocked-work.ts";
import { newId } from "../ids.ts";
import { newInvoice, newInvoiceLine, type InvoicedLine } from "../shapes/invoice.ts";
import type { Customer, Invoice, InvoiceItem, LineItem, Subscription } from "../shapes/object-types.ts";
import { emit } from "../work.ts";

const DAY = 24 * 3600;

interface Drafted {
  readonly customer: Customer;
  readonly subscription: Subscription | null;
  readonly currency: string;
  readonly billingReason: Parameters<typeof newInvoice>[1]["billingReason"];
  readonly lines?: readonly InvoicedLine[];
  /** What waited for this invoice. */
  readonly items?: readonly InvoiceItem[];
  readonly period?: { readonly start: number; readonly end: number };
  readonly more?: Partial<Invoice>;
}

/** Drafts an invoice of these lines and of what waited for it. Tells `invoice.created`. */
export function draftInvoice(work: ClockedWork, drafted: Drafted): Invoice {
  const { lines = [], items = [], subscription, more = {} } = drafted;
  const id = newId("invoice");
  const all = [...lines, ...items.map((item) => lineOfItem(work, item))];
  const draft = newInvoice(
    id,
    {
      ...drafted,
      lines: all.map((line) => newInvoiceLine(id, line)),
      more: { ...dueOn(work, subscription), ...more },
    },
    work.at,
  );
  work.objects.insert(draft, work.at);
  for (const item of items) work.objects.save({ ...item, invoice: id });
  emit(work, "invoice.created", draft);
  return draft;
}

function dueOn(work: ClockedWork, subscription: Subscription | null): Partial<Invoice> {
  if (subscription?.collection_method !== "send_invoice") return {};
  return { due_date: work.at + (subscription.days_until_due ?? 30) * DAY };
}

/** What waits for the next invoice of a subscription, or of a customer without one, oldest first. */
export function waitingItems(work: ClockedWork, customer: Customer, subscription: Subscription | null): InvoiceItem[] {
  const waiting = work.objects.list("invoiceitem", { limit: 250 }, { where: { customer: customer.id, invoice: null } });
  return waiting.data
    .filter((item) => (subscription ? [subscription.id, null].includes(isFor(item)) : isFor(item) === null))
    .toReversed();
}

const isFor = ({ parent }: InvoiceItem): string | null => parent?.subscription_details?.subscription ?? null;

function lineOfItem(work: ClockedWork, item: InvoiceItem): InvoicedLine {
  const details = item.parent?.subscription_details;
  const id = item.pricing?.price_details?.price;
  return {
    description: item.description ?? "",
    price: id === undefined ? null : work.objects.get("price", id),
    amount: item.amount,
    currency: item.currency,
    quantity: item.quantity,
    subscription: details ? work.objects.get("subscription", details.subscription) : null,
    item: details?.subscription_item ?? null,
    period: item.period,
    invoiceItem: item,
  };
}

/** A line for each item of the subscription and its current period; a trial costs nothing. */
export function periodLines(subscription: Subscription): InvoicedLine[] {
  const isTrial =
    subscription.status === "trialing" || (subscription.status === "incomplete" && !!subscription.trial_end);
  return subscription.items.data.map((item) => ({
    description: isTrial ? "Trial period" : `${item.quantity ?? 1} × ${item.price.nickname ?? item.price.id}`,
    price: item.price,
    amount: isTrial ? 0 : (item.price.unit_amount ?? 0) * (item.quantity ?? 1),
    currency: item.price.currency,
    quantity: item.quantity ?? 1,
    subscription,
    item: item.id,
    period: { start: item.current_period_start, end: item.current_period_end },
  }));
}

/** A line for each thing that is bought once along with a subscription. */
export const onceLines = (subscription: Subscription, bought: readonly LineItem[]): InvoicedLine[] =>
  bought.map((line) => ({
    description: line.description ?? "",
    price: line.price!,
    amount: line.amount_total,
    currency: line.currency,
    quantity: line.quantity ?? 1,
    subscription,
    item: null,
    period: { start: subscription.created, end: subscription.created },
  }));
