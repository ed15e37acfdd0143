import type { Clock } from "../ports.ts";

const LOOK_EVERY_MS = 10_000;
/** More than this between two looks, and the machine slept, was stopped, or had its clock set. */
const GAP_MS = 90_000;

/** Tells when time jumped, forward or back, and by how much (ms), until the answer is called. */
export function noticeGaps(now: Clock, onGap: (ms: number) => void, lookEveryMs = LOOK_EVERY_MS): () => void {
  let lookedAt = now();
  const look = () => {
    const gap = now() - lookedAt;
    lookedAt = now();
    if (Math.abs(gap) > GAP_MS) onGap(gap);
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
