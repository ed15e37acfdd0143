import { type Answer, refusal } from "./answer.ts";

export interface Throttle {
  /** Counts a request of this user; headers for its answer, and the refusal once the minute's share is used up. */
  take(userId: number): { readonly headers: Readonly<Record<string, string>>; readonly refused: Answer | null };
}

const WINDOW_MS = 60_000;

/** So many requests a minute for a user, whichever of the user's keys they come with. */
export function createThrottle(limit: number, now: () => number): Throttle {
  const windows = new Map<number, { endsAt: number; used: number }>();
  return {
    take(userId) {
      const at = now();
      const known = windows.get(userId);
      const window = known && known.endsAt > at ? known : { endsAt: at + WINDOW_MS, used: 0 };
      windows.set(userId, window);
      window.used += 1;
      const remaining = Math.max(0, limit - window.used);
      const headers = { "x-ratelimit-limit": String(limit), "x-ratelimit-remaining": String(remaining) };
      if (window.used <= limit) return { headers, refused: null };
      const wait = {
        "retry-after": String(Math.ceil((window.endsAt - at) / 1000)),
        "x-ratelimit-reset": String(Math.ceil(window.endsAt / 1000)),
      };
      return { headers, refused: refusal(429, "ThrottleRequestsException", "Too Many Attempts.", wait) };
    },
  };
}
