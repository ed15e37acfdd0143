import type { Clock } from "../ports.ts";
import type { Store } from "../store/open-store.ts";
import type { Arrival, Journal, Journaled, Verdict } from "./journal.ts";

interface Pending {
  readonly arrival: Arrival;
  readonly verdict: Verdict;
  readonly resolve: (journaled: Journaled) => void;
  readonly reject: (cause: unknown) => void;
}

/** Makes arrivals durable. Resolves after the commit, rejects when nothing was written. */
export type RecordArrival = (arrival: Arrival, verdict: Verdict) => Promise<Journaled>;

/**
 * One transaction for all that arrived in one turn of the event loop: the price of a commit is paid once a turn, not once a
 * request, and the disk is waited for beside the loop, so that the next turn's requests are read meanwhile. `onCommitted` is
 * told what was written, after it is durable and before the senders are answered.
 */
export function groupCommit(
  store: Pick<Store, "raw" | "commitUnsynced" | "sync">,
  journal: Journal,
  now: Clock,
  onCommitted: (rows: readonly Journaled[]) => void,
): RecordArrival {
  const { raw } = store;
  let pending: Pending[] = [];
  const writeAll = raw.transaction((group: readonly Pending[], at: number) =>
    group.map(({ arrival, verdict }) => journal.write(arrival, verdict, at)),
  );

  function flush(): void {
    if (raw.inTransaction) return void setImmediate(flush); // a query builder's transaction ends within this turn
    const group = pending;
    pending = [];
    if (commit(group)) return;
    if (group.length > 1) for (const one of group) commit([one]); // one bad row must not refuse the rest
  }

  /** Writes a group; false when nothing was written and there is someone left to try alone. */
  function commit(group: readonly Pending[]): boolean {
    try {
      const rows = store.commitUnsynced(() => writeAll.immediate(group, now()));
      void answer(group, rows);
      return true;
    } catch (cause) {
      if (group.length === 1) group[0]!.reject(cause);
      return false;
    }
  }

  async function answer(group: readonly Pending[], rows: readonly Journaled[]): Promise<void> {
    try {
      await store.sync();
      onCommitted(rows);
      for (const [index, { resolve }] of group.entries()) resolve(rows[index]!);
    } catch (cause) {
      for (const { reject } of group) reject(cause);
    }
  }

  return (arrival, verdict) =>
    new Promise((resolve, reject) => {
      if (pending.length === 0) setImmediate(flush);
      pending.push({ arrival, verdict, resolve, reject });
    });
}
