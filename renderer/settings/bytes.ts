const UNITS = ["B", "KB", "MB", "GB", "TB"];

/** A file's size as people read it: `812 KB`, `1.4 GB`. Pure. */
export function formatBytes(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1_000 && unit < UNITS.length - 1) {
    size /= 1_024;
    unit += 1;
  }
  return `${unit < 3 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit]}`;
}
