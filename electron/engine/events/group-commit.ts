import type Sqlite from "better-sqlite3";
import type { Clock } from "../ports.ts";
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
 * One transaction for all that arrived in one turn of the event loop: the price of a durable commit is paid once a turn,
 * not once a request. `onCommitted` is told what was written, after it is durable and before the senders are answered.
 */
export function groupCommit(
  raw: Sqlite.Database,
  journal: Journal,
  now: Clock,
  onCommitted: (rows: readonly Journaled[]) => void,
): RecordArrival {
  let pending: Pending[] = [];
  const writeAll = raw.transaction((group: readonly Pending[], at: number) =>
    group.map(({ arrival, verdict }) => journal.write(arrival, verdict, at)),
  );

  function flush(): void {
    if (raw.inTransaction) return void setImmediate(flush); // a query builder's transaction ends within this turn
    const group = pending;
    pending = [];
    if (!commit(group) && group.length > 1) for (const one of group) commit([one]); // one bad row must not refuse the rest
  }

  /** Writes a group and answers its senders; false when nothing was written and there is someone left to try alone. */
  function commit(group: readonly Pending[]): boolean {
    try {
      const rows = writeAll.immediate(group, now());
      onCommitted(rows);
      for (const [index, { resolve }] of group.entries()) resolve(rows[index]!);
      return true;
    } catch (cause) {
      if (group.length === 1) group[0]!.reject(cause);
      return false;
    }
  }

  return (arrival, verdict) =>
    new Promise((resolve, reject) => {
      if (pending.length === 0) setImmediate(flush);
      pending.push({ arrival, verdict, resolve, reject });
    });
}
