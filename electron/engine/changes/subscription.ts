import type { Change } from "../../../shared/contract/system.ts";
import { Gathered } from "./gathered.ts";

export interface Subscription {
  readonly push: (changes: readonly Change[]) => void;
  readonly batches: AsyncGenerator<Change[], void, void>;
}

/**
 * One reader's end. It takes part from the moment it is made, not from its first read. It ends when `signal` aborts or the
 * reader returns; `onEnd` is called then, once.
 */
export function subscription(signal: AbortSignal | undefined, onEnd: () => void): Subscription {
  const waiting = new Gathered();
  let wake: (() => void) | undefined;
  const push = (changes: readonly Change[]) => {
    for (const change of changes) waiting.add(change);
    wake?.();
  };
  const onAbort = () => {
    onEnd();
    wake?.();
  };
  signal?.addEventListener("abort", onAbort, { once: true });

  async function* read(): AsyncGenerator<Change[], void, void> {
    try {
      for (;;) {
        if (signal?.aborted) return;
        if (waiting.isEmpty) {
          const { promise, resolve } = Promise.withResolvers<void>();
          wake = resolve;
          await promise;
        } else yield waiting.take();
      }
    } finally {
      signal?.removeEventListener("abort", onAbort);
      onEnd();
    }
  }
  return { push, batches: read() };
}
