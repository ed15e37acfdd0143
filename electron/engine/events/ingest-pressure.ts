/** Arrivals a second from which on answering them goes before applying them. Stripe itself sends a tenth of it at its most. */
const HIGH_PER_SECOND = 400;
const SPAN_MS = 100;

/** How hard webhooks press, by the machine's own clock. */
export interface IngestPressure {
  /** So many arrivals were committed just now. */
  note(arrivals: number): void;
  isHigh(): boolean;
}

/** Counts arrivals over the last tenth of a second or two. `clock` tells ms that never go back. */
export function ingestPressure(clock: () => number = () => performance.now()): IngestPressure {
  let since = clock();
  let current = 0;
  let before = 0;
  const turn = () => {
    const spans = Math.floor((clock() - since) / SPAN_MS);
    if (spans === 0) return;
    before = spans === 1 ? current : 0;
    current = 0;
    since += spans * SPAN_MS;
  };
  return {
    note(arrivals) {
      turn();
      current += arrivals;
    },
    isHigh() {
      turn();
      return Math.max(current, before) > (HIGH_PER_SECOND * SPAN_MS) / 1_000;
    },
  };
}
