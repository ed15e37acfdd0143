/** Where Stripe's API has the objects of each kind that events tell of. */
const COLLECTIONS: Readonly<Record<string, string>> = {
  charge: "charges",
  "checkout.session": "checkout/sessions",
  coupon: "coupons",
  credit_note: "credit_notes",
  customer: "customers",
  dispute: "disputes",
  file: "files",
  invoice: "invoices",
  invoice_payment: "invoice_payments",
  invoiceitem: "invoiceitems",
  mandate: "mandates",
  payment_intent: "payment_intents",
  payment_link: "payment_links",
  payment_method: "payment_methods",
  payout: "payouts",
  plan: "plans",
  price: "prices",
  product: "products",
  promotion_code: "promotion_codes",
  quote: "quotes",
  "radar.early_fraud_warning": "radar/early_fraud_warnings",
  refund: "refunds",
  review: "reviews",
  setup_intent: "setup_intents",
  source: "sources",
  subscription: "subscriptions",
  subscription_schedule: "subscription_schedules",
  tax_rate: "tax_rates",
  "test_helpers.test_clock": "test_helpers/test_clocks",
  topup: "topups",
  transfer: "transfers",
  webhook_endpoint: "webhook_endpoints",
};

/** The API's path of an object, by its kind and id; null where there is none that could be asked by id alone. */
export function objectPath(object: string, id: string): string | null {
  const collection = Object.hasOwn(COLLECTIONS, object) ? COLLECTIONS[object] : undefined;
  return collection === undefined ? null : `/v1/${collection}/${encodeURIComponent(id)}`;
}
