const MOST_MS = 30_000;

/** How long to wait before the engine is started again after so many deaths in a row: at once, then 1, 2, 4 … 30 s. */
export const restartDelay = (deaths: number): number =>
  deaths <= 1 ? 0 : Math.min(1_000 * 2 ** (deaths - 2), MOST_MS);
