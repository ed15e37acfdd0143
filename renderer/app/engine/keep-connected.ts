import type { Dial, Line } from "./line.ts";

/** How long to wait before the next try, after so many failures in a row: 250 ms, doubled, 5 s at most. */
export const backOff = (failures: number): number => Math.min(5000, 250 * 2 ** failures);

export interface Watcher {
  readonly onOpen: (line: Line) => void;
  readonly onLost: () => void;
}

/**
 * Keeps a way to the engine open for as long as the page lives: dials, waits until it is lost, dials again. Resolves only
 * when `pause` says that it is over.
 */
export async function keepConnected(
  dial: Dial,
  { onOpen, onLost }: Watcher,
  pause: (ms: number) => Promise<"go on" | "over">,
): Promise<void> {
  let failures = 0;
  do {
    try {
      const line = await dial();
      failures = 0;
      onOpen(line);
      await line.closed;
      onLost();
    } catch {
      failures += 1;
    }
  } while ((await pause(backOff(failures))) === "go on");
}
