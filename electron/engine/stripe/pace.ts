import type { Environment } from "../../../shared/kernel/environment.ts";

/** A customer waits for it; a handler waits for it; nobody waits for it. */
export type Urgency = "now" | "soon" | "whenever";

/** Says when the next request may go. */
export interface Pace {
  take(urgency: Urgency): Promise<void>;
  /** Nothing but the most urgent goes for so long: Stripe asked for it. */
  holdFor(ms: number): void;
}

/**
 * Requests a second. Stripe allows 100 live and 25 in test mode, to everybody who has the account's keys: a good part of it is
 * left to the storefront. Our own sandbox has no such limit.
 */
const PER_SECOND: Readonly<Record<Environment, number>> = { live: 60, test: 15, sandbox: 1_000 };

export const stripePace = (env: Environment): Pace => createPace(PER_SECOND[env]);

/** A token bucket that holds half a second's worth. What is urgent never waits for it, but the others wait for that in turn. */
export function createPace(perSecond: number, clock: () => number = () => performance.now()): Pace {
  const burst = Math.max(1, perSecond / 2);
  const waiting = { soon: [] as (() => void)[], whenever: [] as (() => void)[] };
  let tokens = burst;
  let filledAt = clock();
  let heldUntil = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  const fill = () => {
    const at = clock();
    tokens = Math.min(burst, tokens + ((at - filledAt) / 1_000) * perSecond);
    filledAt = at;
  };
  const letGo = () => {
    timer = undefined;
    fill();
    while (clock() >= heldUntil && tokens >= 1) {
      const next = waiting.soon.shift() ?? waiting.whenever.shift();
      if (!next) return;
      tokens -= 1;
      next();
    }
    if (waiting.soon.length + waiting.whenever.length === 0) return;
    const forToken = ((1 - tokens) / perSecond) * 1_000;
    timer = setTimeout(letGo, Math.max(1, forToken, heldUntil - clock()));
  };

  return {
    take(urgency) {
      if (urgency !== "now")
        return new Promise((resolve) => {
          waiting[urgency].push(resolve);
          if (timer === undefined) letGo();
        });
      fill();
      tokens -= 1;
      return Promise.resolve();
    },
    holdFor(ms) {
      heldUntil = Math.max(heldUntil, clock() + ms);
    },
  };
}
