import type { Db } from "../store/open-store.ts";

const lines = new WeakMap<Db, Map<string, Promise<unknown>>>();

/**
 * Does work on one of Stripe's objects after all other work on it: what is read in it is newer than anything written before it.
 * Two events about one object are applied at once otherwise, and the one that read first may write last. One process writes a
 * database, so nothing is needed between processes. Works that need several objects take them invoice, Session, Subscription.
 */
export function inTurn<T>({ db }: { readonly db: Db }, id: string, work: () => Promise<T>): Promise<T> {
  const ends = lines.get(db) ?? new Map<string, Promise<unknown>>();
  lines.set(db, ends);
  const run = (ends.get(id) ?? Promise.resolve()).then(work, work);
  const forget = () => {
    if (ends.get(id) === end) ends.delete(id);
  };
  const end = run.then(forget, forget);
  ends.set(id, end);
  return run;
}
