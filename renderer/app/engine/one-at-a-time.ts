/**
 * Collects what is asked for while work is under way and does it afterwards in one go, so that a burst costs two rounds
 * and none of it is lost. `work` must not reject.
 */
export function oneAtATime<T>(work: (items: readonly T[]) => Promise<void>): (items: readonly T[]) => void {
  let waiting: T[] = [];
  let busy = false;
  const run = async () => {
    busy = true;
    while (waiting.length > 0) {
      const items = waiting;
      waiting = [];
      await work(items);
    }
    busy = false;
  };
  return (items) => {
    waiting.push(...items);
    if (!busy) void run();
  };
}
