import type { EventRow } from "../../shared/contract/event-rows.ts";

/** So long after a batch was shown the next one waits: a few times a second is as fast as anybody reads. */
const EVERY_MS = 150;

/** Hands batches on: the first at once, what follows within 150 ms as one. A row that comes twice comes in its newest state. */
export function gatherRows(show: (rows: readonly EventRow[]) => void): {
  readonly add: (rows: readonly EventRow[]) => void;
  /** Forgets what waits. */
  readonly stop: () => void;
} {
  let waiting = new Map<number, EventRow>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    timer = null;
    if (waiting.size === 0) return;
    const rows = [...waiting.values()];
    waiting = new Map();
    timer = setTimeout(flush, EVERY_MS);
    show(rows);
  };
  return {
    add(rows) {
      for (const row of rows) waiting.set(row.id, row);
      if (timer === null) flush();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      waiting = new Map();
      timer = null;
    },
  };
}
