import type { Clock, Log } from "../ports.ts";
import type { Db } from "../store/open-store.ts";
import { enqueueJob } from "./enqueue-job.ts";

/** A job that is asked for now and then every `everyMs`. Its kind is its key: two never wait at once. */
export interface Recurring {
  readonly queue: string;
  readonly kind: string;
  readonly everyMs: number;
}

/** Asks for recurring jobs until the answer is called. Asking is durable; a missed beat is made up by the next start. */
export function startRecurring(
  recurring: readonly Recurring[],
  { db, now, log, wake }: { readonly db: Db; readonly now: Clock; readonly log: Log; readonly wake: () => void },
): () => void {
  const ask = async ({ queue, kind }: Recurring): Promise<void> => {
    try {
      await enqueueJob(db, { queue, kind, key: kind, payload: {}, runAt: now() }, now());
      wake();
    } catch (cause) {
      log.error({ err: cause, kind }, "A recurring job could not be asked for; the next beat tries again");
    }
  };
  const timers = recurring.map((each) => {
    void ask(each);
    return setInterval(() => void ask(each), each.everyMs);
  });
  return () => timers.forEach((timer) => clearInterval(timer));
}
