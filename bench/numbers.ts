/** The value in the middle; of an even count the upper one. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The value that `share` (0–1) of the others don't exceed. Of nothing it is NaN. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
