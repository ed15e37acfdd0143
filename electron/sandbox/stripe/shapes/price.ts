import type { Plan, Price } from "./object-types.ts";

type Given = Pick<Price, "id" | "product" | "unit_amount" | "currency"> & Partial<Price>;
export type Recurring = NonNullable<Price["recurring"]>;

export const newPrice = ({ id, ...given }: Given, now: number): Price => ({
  id,
  object: "price",
  active: true,
  billing_scheme: "per_unit",
  created: now,
  custom_unit_amount: null,
  livemode: false,
  lookup_key: null,
  metadata: {},
  nickname: null,
  recurring: null,
  tax_behavior: "unspecified",
  tiers_mode: null,
  transform_quantity: null,
  type: given.recurring ? "recurring" : "one_time",
  unit_amount_decimal: given.unit_amount === null ? null : String(given.unit_amount),
  ...given,
});

export const everyPeriod = (interval: Recurring["interval"], interval_count = 1): Recurring => ({
  interval,
  interval_count,
  meter: null,
  trial_period_days: null,
  usage_type: "licensed",
});

/** The price in the shape that Stripe had for it before prices; subscription items still carry it. */
export const planOf = (price: Price, recurring: Recurring): Plan => ({
  id: price.id,
  object: "plan",
  active: price.active,
  amount: price.unit_amount,
  amount_decimal: price.unit_amount_decimal,
  billing_scheme: price.billing_scheme,
  created: price.created,
  currency: price.currency,
  interval: recurring.interval,
  interval_count: recurring.interval_count,
  livemode: false,
  metadata: price.metadata,
  meter: null,
  nickname: price.nickname,
  product: price.product,
  tiers_mode: null,
  transform_usage: null,
  trial_period_days: null,
  usage_type: "licensed",
});
