import { alphabetical } from "./alphabetical.ts";
import { newId } from "../ids.ts";
import type { Customer, Invoice, InvoiceItem, InvoiceLine, InvoicePayment, Subscription } from "./object-types.ts";

interface Given {
  readonly customer: Customer;
  /** Null for an invoice that stands alone. */
  readonly subscription: Subscription | null;
  readonly currency: string;
  readonly lines: readonly InvoiceLine[];
  readonly billingReason: "manual" | "subscription_create" | "subscription_cycle" | "subscription_update";
  /** What the lines pay for by default, epoch seconds. */
  readonly period?: { readonly start: number; readonly end: number };
  readonly more?: Partial<Invoice>;
}

/** A draft invoice. What pays it is told by its InvoicePayments, not by the invoice. `at` is by the customer's clock. */
export function newInvoice(id: string, given: Given, at: number): Invoice {
  const { customer, subscription, lines, currency, period = { start: at, end: at } } = given;
  return alphabetical({
    id,
    object: "invoice",
    ...UNUSED_INVOICE_FIELDS,
    account_country: "US",
    account_name: "Waybill sandbox",
    ...amountsOf(lines),
    amount_paid: 0,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatically_finalizes_at: null,
    billing_reason: given.billingReason,
    collection_method: subscription?.collection_method ?? "charge_automatically",
    created: at,
    currency,
    customer: customer.id,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_tax_ids: [],
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    lines: listedLines(id, lines),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    parent: subscription && {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: "subscription_details",
    },
    period_end: period.end,
    period_start: period.start,
    starting_balance: customer.balance,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    test_clock: customer.test_clock ?? null,
    ...given.more,
  });
}

/** The fields of an invoice that follow from its lines. A credit is not due; it goes to the customer's balance. */
export function amountsOf(lines: readonly InvoiceLine[]) {
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const due = Math.max(total, 0);
  return {
    amount_due: due,
    amount_remaining: due,
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
  };
}

export const listedLines = (invoice: string, lines: readonly InvoiceLine[]): Invoice["lines"] => ({
  object: "list",
  data: [...lines],
  has_more: false,
  url: `/v1/invoices/${invoice}/lines`,
});

/** One line of an invoice: a subscription's item for a period, or (without an item) what is bought once. */
export interface InvoicedLine {
  readonly description: string;
  /** Null for an amount that no price says. */
  readonly price: { readonly id: string; readonly product: string; readonly unit_amount_decimal: string | null } | null;
  readonly amount: number;
  readonly currency: string;
  readonly quantity: number;
  readonly subscription: Subscription | null;
  readonly item: string | null;
  readonly period: { readonly start: number; readonly end: number };
  /** The invoice item that it was before. */
  readonly invoiceItem?: InvoiceItem;
}

export const newInvoiceLine = (invoice: string, line: InvoicedLine): InvoiceLine => ({
  id: newId("invoice_line"),
  object: "line_item",
  amount: line.amount,
  currency: line.currency,
  description: line.description,
  discount_amounts: [],
  discountable: true,
  discounts: [],
  invoice,
  livemode: false,
  metadata: line.subscription?.metadata ?? {},
  parent: parentOf(line),
  period: line.period,
  pretax_credit_amounts: [],
  pricing: line.price && {
    price_details: { price: line.price.id, product: line.price.product },
    type: "price_details",
    unit_amount_decimal: line.price.unit_amount_decimal,
  },
  quantity: line.quantity,
  quantity_decimal: String(line.quantity),
  subscription: line.subscription?.id ?? null,
  subtotal: line.amount,
  taxes: [],
});

function parentOf({ item, subscription, invoiceItem }: InvoicedLine): InvoiceLine["parent"] {
  const proration = invoiceItem?.proration ?? false;
  const common = { proration, proration_details: { credited_items: null } };
  if (item !== null && subscription)
    return {
      invoice_item_details: null,
      subscription_item_details: {
        ...common,
        invoice_item: invoiceItem?.id ?? null,
        subscription: subscription.id,
        subscription_item: item,
      },
      type: "subscription_item_details",
    };
  return {
    invoice_item_details: invoiceItem
      ? { ...common, invoice_item: invoiceItem.id, subscription: subscription?.id ?? null }
      : null,
    subscription_item_details: null,
    type: "invoice_item_details",
  };
}

/** That `intent` is how the invoice is paid. */
export const newInvoicePayment = (invoice: Invoice, intent: string, now: number): InvoicePayment => ({
  id: newId("invoice_payment"),
  object: "invoice_payment",
  amount_paid: null,
  amount_requested: invoice.amount_due,
  created: now,
  currency: invoice.currency,
  invoice: invoice.id,
  is_default: true,
  livemode: false,
  payment: { payment_intent: intent, type: "payment_intent" },
  status: "open",
  status_transitions: { canceled_at: null, paid_at: null },
});

/** What this sandbox never fills. */
const UNUSED_INVOICE_FIELDS = {
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_shipping: 0,
  application: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
  custom_fields: null,
  customer_account: null,
  customer_shipping: null,
  customer_tax_exempt: "none",
  default_source: null,
  footer: null,
  from_invoice: null,
  issuer: { type: "self" },
  last_finalization_error: null,
  latest_revision: null,
  on_behalf_of: null,
  payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  statement_descriptor: null,
  webhooks_delivered_at: null,
} as const satisfies Partial<Invoice>;
