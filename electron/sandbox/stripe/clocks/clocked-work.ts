import type { Customer } from "../shapes/object-types.ts";
import type { Work } from "../work.ts";

/**
 * Work on what a clock governs: customers, subscriptions, invoices. A test clock's time may be years from the machine's.
 * Payments, events and sessions stay dated by the machine, as Stripe's do.
 */
export interface ClockedWork extends Work {
  /** Epoch seconds on that clock: now, or while it is being moved on, the moment that is passed. */
  readonly at: number;
}

/** Work on a customer's affairs, by the customer's clock. While a clock is moved on, the moment is kept. */
export function onClockOf(work: Work | ClockedWork, customer: Pick<Customer, "test_clock"> | null): ClockedWork {
  if ("at" in work) return work;
  const clock = customer?.test_clock && work.objects.find("test_helpers.test_clock", customer.test_clock);
  return clock ? { ...work, at: clock.frozen_time } : onOwnClock(work);
}

/** Work by the sandbox's own clock. */
export const onOwnClock = (work: Work | ClockedWork): ClockedWork =>
  "at" in work ? work : { ...work, at: work.now + work.ahead };
