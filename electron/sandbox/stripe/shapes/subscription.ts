import { alphabetical } from "./alphabetical.ts";
import { newId } from "../ids.ts";
import { planOf, type Recurring } from "./price.ts";
import type { Customer, Metadata, Price, Subscription, SubscriptionItem } from "./object-types.ts";

export interface SubscriptionLine {
  readonly price: Price;
  readonly recurring: Recurring;
  readonly quantity: number;
  readonly metadata: Metadata;
}
interface Given {
  readonly customer: Customer;
  readonly currency: string;
  readonly lines: readonly SubscriptionLine[];
  readonly period: Period;
  readonly trialEnd: number | null;
  readonly more: Partial<Subscription>;
}
interface Period {
  readonly start: number;
  readonly end: number;
}

/** A subscription whose first invoice is still to be paid. The period is its items' (epoch seconds), not its own. */
export function newSubscription(given: Given, now: number): Subscription {
  const id = newId("subscription");
  return alphabetical({
    id,
    object: "subscription",
    ...UNUSED_FIELDS,
    billing_cycle_anchor: given.trialEnd ?? now,
    billing_schedules: [],
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: now,
    currency: given.currency,
    customer: given.customer.id,
    days_until_due: null,
    default_payment_method: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: {
      object: "list",
      data: given.lines.map((line) => newItem(id, line, given.period, now)),
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null,
    livemode: false,
    metadata: {},
    pause_collection: null,
    start_date: now,
    status: "incomplete",
    test_clock: given.customer.test_clock ?? null,
    trial_end: given.trialEnd,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" } },
    trial_start: given.trialEnd === null ? null : now,
    ...given.more,
  });
}

/** An item of a subscription, in this period (epoch seconds). */
export const newItem = (
  subscription: string,
  { price, recurring, quantity, metadata }: SubscriptionLine,
  period: Period,
  now: number,
): SubscriptionItem => ({
  id: newId("subscription_item"),
  object: "subscription_item",
  billing_thresholds: null,
  created: now,
  current_period_end: period.end,
  current_period_start: period.start,
  current_trial: null,
  discounts: [],
  metadata,
  plan: planOf(price, recurring),
  price,
  quantity,
  subscription,
  tax_rates: [],
});

/** What this sandbox never fills. */
const UNUSED_FIELDS = {
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
  billing_thresholds: null,
  customer_account: null,
  default_source: null,
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: "off" },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  transfer_data: null,
} as const satisfies Partial<Subscription>;
