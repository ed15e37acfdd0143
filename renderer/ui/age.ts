const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its largest whole unit: `46 s`, `38 min`, `5 h`, `9 d`. Takes ms; less than nothing is `0 s`. */
export function formatSpan(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < 2 * DAY) return `${Math.floor(span / HOUR)} h`;
  return `${Math.floor(span / DAY)} d`;
}

/** How long ago `at` was: `now` within the first second, else `3 s ago`. Both epoch ms. */
export function formatAgo(at: number, now: number): string {
  return now - at < SECOND ? "now" : `${formatSpan(now - at)} ago`;
}

/** The step from one moment to the next, as a trace and a journey write it: `+ 38 ms`, `+ 1.2 s`, `+ 54 s`, `+ 4 min`. */
export function formatStep(ms: number): string {
  if (ms < SECOND) return `+ ${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10 * SECOND) return `+ ${(ms / SECOND).toFixed(1)} s`;
  return `+ ${formatSpan(ms)}`;
}
