/** What becomes of a subscription that stays unpaid, and when payment is tried again before that. */
export interface DunningPlan {
  /** Days from each failed attempt to the next; after the last of them nothing more is tried. */
  readonly retryAfterDays: readonly number[];
  /** Then the subscription is ended, or stays with its status `unpaid` or `past_due`. */
  readonly finally: "cancel" | "unpaid" | "past_due";
}

/** What an account has that has set nothing. */
export const USUAL_DUNNING: DunningPlan = { retryAfterDays: [3, 5, 7], finally: "cancel" };

const DAY = 24 * 3600;

/** When the next attempt is made after `failedAttempts` of them, in epoch seconds; null after the last. Pure. */
export function nextAttempt(plan: DunningPlan, failedAttempts: number, at: number): number | null {
  const days = plan.retryAfterDays[failedAttempts - 1];
  return days === undefined ? null : at + days * DAY;
}
