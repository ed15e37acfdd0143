import { periodEnd } from "../shapes/billing-period.ts";
import type { TestClock } from "../shapes/object-types.ts";
import type { Work } from "../work.ts";

const TWO_YEARS = 2 * 366 * 24 * 3600;

/** How far (epoch seconds) a test clock may be moved at once: two periods of the shortest subscription on it, or two years. */
export function furthestAdvance(work: Work, { id, frozen_time }: TestClock): number {
  const subscriptions = work.objects.list("subscription", { limit: 1000 }, { where: { test_clock: id } }).data;
  const ends = subscriptions
    .filter(({ status }) => status !== "canceled" && status !== "incomplete_expired")
    .flatMap(({ items }) => items.data.map(({ price }) => periodEnd(frozen_time, price.recurring!, 2)));
  return ends.length === 0 ? frozen_time + TWO_YEARS : Math.min(...ends);
}
