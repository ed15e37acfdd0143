import { newId } from "../ids.ts";
import type { Customer, InvoiceItem, Subscription } from "./object-types.ts";

interface Given {
  readonly customer: Customer;
  readonly subscription: Subscription | null;
  /** The subscription's item that it is about. */
  readonly item?: string;
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly quantity: number;
  readonly price: { readonly id: string; readonly product: string; readonly unit_amount_decimal: string | null } | null;
  readonly period: { readonly start: number; readonly end: number };
  readonly more?: Partial<InvoiceItem>;
}

/** An amount that waits for the customer's next invoice. `at` (epoch seconds) is by the customer's clock. */
export const newInvoiceItem = (given: Given, at: number): InvoiceItem => ({
  id: newId("invoice_item"),
  object: "invoiceitem",
  amount: given.amount,
  currency: given.currency,
  customer: given.customer.id,
  customer_account: null,
  date: at,
  description: given.description,
  discountable: true,
  discounts: [],
  invoice: null,
  livemode: false,
  metadata: {},
  net_amount: given.amount,
  parent: given.subscription && {
    subscription_details: {
      subscription: given.subscription.id,
      ...(given.item === undefined ? {} : { subscription_item: given.item }),
    },
    type: "subscription_details",
  },
  period: given.period,
  pricing: given.price && {
    price_details: { price: given.price.id, product: given.price.product },
    type: "price_details",
    unit_amount_decimal: given.price.unit_amount_decimal,
  },
  proration: false,
  quantity: given.quantity,
  quantity_decimal: String(given.quantity),
  tax_rates: [],
  test_clock: given.customer.test_clock ?? null,
  ...given.more,
});
