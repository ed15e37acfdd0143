/** Pelican refuses a range that spans more than a thousand ports. */
const WIDEST = 1000;

/** Ports as a panel's `port_range` takes them: runs as `25565-25584`, single ones as themselves, ascending. Pure. */
export function portRanges(ports: readonly number[]): string[] {
  const sorted = [...new Set(ports)].sort((a, b) => a - b);
  const runs: { from: number; to: number }[] = [];
  for (const port of sorted) {
    const run = runs.at(-1);
    if (run && port === run.to + 1 && port - run.from < WIDEST) run.to = port;
    else runs.push({ from: port, to: port });
  }
  return runs.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
}
