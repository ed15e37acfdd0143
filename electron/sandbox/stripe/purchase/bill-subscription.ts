import { newId } from "../ids.ts";
import { newInvoice, newInvoiceLine, newInvoicePayment, type InvoicedLine } from "../shapes/invoice.ts";
import type { Customer, Invoice, LineItem, Subscription } from "../shapes/object-types.ts";
import { emit, type Work } from "../work.ts";

/** Drafts and finalises the first invoice of a subscription, with what was bought once along with it. */
export function openFirstInvoice(
  work: Work,
  customer: Customer,
  subscription: Subscription,
  bought: readonly LineItem[],
): Invoice {
  const id = newId("invoice");
  const lines = [...periodLines(subscription), ...onceLines(subscription, bought)];
  const given = { customer, subscription, lines: lines.map((line) => newInvoiceLine(id, line)) };
  const draft = newInvoice(id, { ...given, billingReason: "subscription_create" }, work.now);
  work.objects.insert(draft, work.now);
  emit(work, "invoice.created", draft);
  return finalize(work, draft, customer);
}

function finalize(work: Work, draft: Invoice, customer: Customer): Invoice {
  const sequence = customer.next_invoice_sequence ?? 1;
  const invoice: Invoice = {
    ...draft,
    status: "open",
    auto_advance: false,
    effective_at: work.now,
    hosted_invoice_url: `${work.publicUrl}/test/invoices/${draft.id}`,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, "0")}`,
    status_transitions: { ...draft.status_transitions, finalized_at: work.now },
  };
  work.objects.save(invoice);
  work.objects.save({ ...customer, next_invoice_sequence: sequence + 1 });
  emit(work, "invoice.finalized", invoice);
  return invoice;
}

/** Notes that `intent` is to pay the invoice. */
export function payInvoiceBy(work: Work, invoice: Invoice, intent: string): Invoice {
  const payment = newInvoicePayment(invoice, intent, work.now);
  work.objects.insert(payment, work.now);
  const attempted: Invoice = { ...invoice, attempted: true, attempt_count: invoice.attempt_count + 1 };
  work.objects.save(attempted);
  return attempted;
}

/** The invoice's money has come (or none was due). */
export function markInvoicePaid(work: Work, invoice: Invoice): Invoice {
  const paid: Invoice = {
    ...invoice,
    status: "paid",
    attempted: true,
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    ending_balance: 0,
    status_transitions: { ...invoice.status_transitions, paid_at: work.now },
  };
  work.objects.save(paid);
  for (const payment of paymentsOf(work, invoice.id)) {
    const status_transitions = { ...payment.status_transitions, paid_at: work.now };
    const done = { ...payment, amount_paid: payment.amount_requested, status: "paid", status_transitions };
    work.objects.save(done);
    emit(work, "invoice_payment.paid", done);
  }
  emit(work, "invoice.paid", paid);
  emit(work, "invoice.payment_succeeded", paid);
  return paid;
}

/** The attempt to pay the invoice failed; it stays open. */
export function markInvoiceUnpaid(work: Work, invoice: Invoice): void {
  emit(work, "invoice.payment_failed", invoice);
}

const paymentsOf = (work: Work, invoice: string) =>
  work.objects.list("invoice_payment", { limit: 100 }, { where: { invoice } }).data;

/** The subscription's status moves; nothing is told where it stays. */
export function moveSubscription(work: Work, subscription: Subscription, change: Partial<Subscription>): Subscription {
  const moved: Subscription = { ...subscription, ...change };
  work.objects.save(moved);
  const keys = Object.keys(change) as (keyof Subscription)[];
  const previous = Object.fromEntries(keys.map((key) => [key, subscription[key]]));
  emit(work, "customer.subscription.updated", moved, previous);
  return moved;
}

function periodLines(subscription: Subscription): InvoicedLine[] {
  const isTrial = subscription.trial_end !== null;
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

const onceLines = (subscription: Subscription, bought: readonly LineItem[]): InvoicedLine[] =>
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
