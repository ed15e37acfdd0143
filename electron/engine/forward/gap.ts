/** A time in which the tunnel brought nothing. Stripe tells an event's time by the second. */
export interface Gap {
  /** Null where it began before this engine. */
  readonly from: number | null;
  /** Null while it lasts. */
  readonly until: number | null;
  /** How many events of that time were fetched. */
  readonly filled: number;
}

const SECOND_MS = 1_000;

/** What flaps within so short a time is one gap to whoever looks. */
const FLAP_MS = 10_000;

/** It began when something last came through; a gap that lasts, or ended a moment before that, goes on. */
export function openGap(before: Gap | null, lastProofAt: number | null): Gap {
  const goesOn = before && (before.until === null || (lastProofAt ?? 0) - before.until < FLAP_MS);
  return goesOn ? { ...before, until: null } : { from: lastProofAt, until: null, filled: 0 };
}

export const closeGap = (gap: Gap, now: number): Gap => ({ ...gap, until: now });

/** Counts an event that was fetched, where it happened in the gap. */
export function fillGap(gap: Gap | null, createdAt: number): Gap | null {
  if (!gap) return gap;
  const isAfter = gap.from === null || createdAt >= gap.from - SECOND_MS;
  const isBefore = gap.until === null || createdAt <= gap.until + SECOND_MS;
  return isAfter && isBefore ? { ...gap, filled: gap.filled + 1 } : gap;
}
