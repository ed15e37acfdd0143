const SECOND = 1000;
const HOUR = 3600 * SECOND;
const QUICK_TRIES = 10;

/** After this time since the event a delivery is given up, as in live mode. */
export const GIVE_UP_AFTER = 72 * HOUR;

/**
 * How long to wait after the nth failed attempt, in milliseconds: 1 s, 2 s, 4 s … up to 60 s for the first ten (some six
 * minutes, so that an engine being restarted is found again at once), then every hour. Stripe's own are hours from the
 * start, which nobody who develops against a sandbox would wait for.
 */
export function retryDelay(failedAttempts: number): number {
  if (failedAttempts > QUICK_TRIES) return HOUR;
  return Math.min(2 ** (failedAttempts - 1), 60) * SECOND;
}
