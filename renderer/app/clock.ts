import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | null = null;
let skew = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => listeners.forEach((tell) => tell()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || ticking === null) return;
    clearInterval(ticking);
    ticking = null;
  };
}

/** Now by the engine's clock (epoch ms), which may be another machine's. */
export const engineNow = (): number => Date.now() + skew;

/** Takes the engine's own time from an answer that came just now. Less than two seconds is the way, not the clock. */
export function setEngineTime(at: number): void {
  const difference = at - Date.now();
  skew = Math.abs(difference) < 2000 ? 0 : difference;
}

/** What `read` makes of the engine's time, renewed each second; the component renders again only when it differs. */
export function useClock<T extends string | number | boolean>(read: (now: number) => T): T {
  return useSyncExternalStore(subscribe, () => read(engineNow()));
}
