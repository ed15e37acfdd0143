import { setTimeout as sleep } from "node:timers/promises";

/** The lab's waiting, which tests make short and closing ends. */
export interface LabTime {
  /** Epoch ms. */
  readonly now: () => number;
  /** Milliseconds of a scenario's data as they really pass. */
  readonly scaled: (ms: number) => number;
  /** Resolves after scaled `ms`, or at once when the lab closes. */
  readonly wait: (ms: number) => Promise<void>;
  /** Does something after scaled `ms`; never, where the lab has closed by then. */
  readonly later: (ms: number, act: () => void) => void;
  readonly close: () => void;
}

export function labTime(now: () => number, scale: number): LabTime {
  const closing = new AbortController();
  const { signal } = closing;
  const scaled = (ms: number) => Math.round(ms * scale);
  const wait = (ms: number) => sleep(scaled(ms), undefined, { signal }).catch(() => undefined);
  return {
    now,
    scaled,
    wait,
    later: (ms, act) => void wait(ms).then(() => (signal.aborted ? undefined : act())),
    close: () => closing.abort(),
  };
}
