const FIRST_MS = 1_000;
const LONGEST_MS = 10 * 60_000;

/**
 * How long to wait before the next run, in ms: 1 s, 2 s, 4 s … 10 min, give or take a fifth, so that jobs which failed
 * together don't come back together. `attempts` is how often it ran; `random` is in [0, 1).
 */
export function backoffMs(attempts: number, random: number): number {
  const plain = Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS);
  return Math.round(plain * (0.8 + 0.4 * random));
}
