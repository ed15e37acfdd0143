import { alphabetical } from "./alphabetical.ts";
import { newId } from "../ids.ts";
import type { Customer, Invoice, InvoiceLine, InvoicePayment, Subscription } from "./object-types.ts";

interface Given {
  readonly customer: Customer;
  readonly subscription: Subscription;
  readonly lines: readonly InvoiceLine[];
  readonly billingReason: "subscription_create" | "subscription_cycle";
}

/** A draft invoice of a subscription. What pays it is told by its InvoicePayments, not by the invoice. */
export function newInvoice(id: string, { customer, subscription, lines, billingReason }: Given, now: number): Invoice {
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  return alphabetical({
    id,
    object: "invoice",
    ...UNUSED_INVOICE_FIELDS,
    account_country: "US",
    account_name: "Waybill sandbox",
    amount_due: total,
    amount_paid: 0,
    amount_remaining: total,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    billing_reason: billingReason,
    collection_method: "charge_automatically",
    created: now,
    currency: subscription.currency,
    customer: customer.id,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_tax_ids: [],
    default_tax_rates: [],
    discounts: [],
    effective_at: null,
    ending_balance: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    lines: { object: "list", data: [...lines], has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: {},
    number: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: "subscription_details",
    },
    period_end: now,
    period_start: now,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
  });
}

/** One line of an invoice: a subscription's item for a period, or (without an item) what is bought once with it. */
export interface InvoicedLine {
  readonly description: string;
  readonly price: { readonly id: string; readonly product: string; readonly unit_amount_decimal: string | null };
  readonly amount: number;
  readonly currency: string;
  readonly quantity: number;
  readonly subscription: Subscription;
  readonly item: string | null;
  readonly period: { readonly start: number; readonly end: number };
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
  metadata: line.subscription.metadata,
  parent: {
    invoice_item_details: null,
    subscription_item_details:
      line.item === null
        ? null
        : {
            invoice_item: null,
            proration: false,
            proration_details: { credited_items: null },
            subscription: line.subscription.id,
            subscription_item: line.item,
          },
    type: line.item === null ? "invoice_item_details" : "subscription_item_details",
  },
  period: line.period,
  pretax_credit_amounts: [],
  pricing: {
    price_details: { price: line.price.id, product: line.price.product },
    type: "price_details",
    unit_amount_decimal: line.price.unit_amount_decimal,
  },
  quantity: line.quantity,
  quantity_decimal: String(line.quantity),
  subscription: line.subscription.id,
  subtotal: line.amount,
  taxes: [],
});

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
  automatically_finalizes_at: null,
  custom_fields: null,
  customer_account: null,
  customer_shipping: null,
  customer_tax_exempt: "none",
  default_payment_method: null,
  default_source: null,
  description: null,
  due_date: null,
  footer: null,
  from_invoice: null,
  issuer: { type: "self" },
  last_finalization_error: null,
  latest_revision: null,
  next_payment_attempt: null,
  on_behalf_of: null,
  payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  starting_balance: 0,
  statement_descriptor: null,
  test_clock: null,
  webhooks_delivered_at: null,
} as const satisfies Partial<Invoice>;
