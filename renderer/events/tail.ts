import { fitsQuery, type QueryTerm } from "../../shared/contract/event-query.ts";
import type { EventRow, EventView } from "../../shared/contract/event-rows.ts";
import type { EventSource } from "../../shared/contract/states.ts";

/** Why the tail holds still: somebody asked, scrolled away from its top, chose something in it, or opened a row. */
export type Pause = "asked" | "scrolled" | "chosen" | "opened";

type Rows = ReadonlyMap<number, EventRow>;

/** What the live tail told since the list was read. Rows are keyed by the journal's number; higher is newer. */
export interface Tail {
  readonly pause: Pause | null;
  /** While paused: the newest row that is shown. What is above it waits to be asked for. */
  readonly ceiling: number;
  /** The newest word on each row that the stream named. It wins over the list. */
  readonly told: Rows;
  /** The same from a stream before this one, until the list is read anew. The list wins over it. */
  readonly before: Rows;
  /** How many arrivals were not kept here, because nobody looked for too long. */
  readonly lost: number;
}

export const emptyTail: Tail = { pause: null, ceiling: 0, told: new Map(), before: new Map(), lost: 0 };

export type TailEvent =
  | { readonly kind: "told"; readonly rows: readonly EventRow[] }
  /** A new stream stands. What came between is only in the list, which is being read anew. */
  | { readonly kind: "new_stream" }
  | { readonly kind: "list_read" }
  | { readonly kind: "paused"; readonly why: Pause; readonly newest: number }
  | { readonly kind: "resumed" }
  /** What paused it is over: it stands at its top again, or the opened row was closed. */
  | { readonly kind: "over"; readonly why: Pause };

/** How many rows are kept here while the tail holds still; what comes beyond them is only counted. */
const KEPT = 2000;
/** How many while it runs: nobody has seen those further down, and the list has them. */
const KEPT_LIVE = 400;

function tell(tail: Tail, rows: readonly EventRow[]): Tail {
  const told = new Map(tail.told);
  let lost = 0;
  for (const row of rows) {
    if (told.size < KEPT || told.has(row.id)) told.set(row.id, row);
    else lost += 1;
  }
  return { ...tail, told, lost: tail.lost + lost };
}

/** It holds still where it stands. Opening what was chosen is one reason, which is over when the row is closed. */
function paused(tail: Tail, { why, newest }: Extract<TailEvent, { kind: "paused" }>): Tail {
  if (tail.pause === null) return { ...tail, pause: why, ceiling: newest };
  return tail.pause === "chosen" && why === "opened" ? { ...tail, pause: why } : tail;
}

/** What becomes of the tail when something happens to it. */
export function nextTail(tail: Tail, event: TailEvent): Tail {
  switch (event.kind) {
    case "told":
      return tell(tail, event.rows);
    case "new_stream":
      return { ...tail, told: new Map(), before: new Map([...tail.before, ...tail.told]), lost: 0 };
    case "list_read":
      return tail.before.size === 0 ? tail : { ...tail, before: new Map() };
    case "paused":
      return paused(tail, event);
    case "resumed":
      return { ...tail, pause: null };
    case "over":
      return tail.pause === event.why ? { ...tail, pause: null } : tail;
  }
}

/** Whether the tail has to be read from the journal again, because not all of it is here. */
export const isBehind = ({ pause, lost, told }: Tail): boolean =>
  pause === null && (lost > 0 || told.size >= KEPT_LIVE);

export interface TailFilter {
  readonly view: EventView;
  readonly source: EventSource | null;
  readonly terms: readonly QueryTerm[];
}

/** Whether an arrival belongs to what the table shows, by the same rules as the engine's list. */
export function fits(row: EventRow, { view, source, terms }: TailFilter): boolean {
  return isInView(row, view) && (source === null || row.source === source) && fitsQuery(row, terms);
}

/** Those that gave up are among the retrying ones: both need a person, and neither has another view. */
function isInView({ outcome }: EventRow, view: EventView): boolean {
  if (view === "all") return true;
  return view === "retrying" ? outcome === "retrying" || outcome === "failed" : outcome === view;
}

export interface ListRead {
  readonly rows: readonly EventRow[];
  /** Whether the journal has older ones that were not read yet. */
  readonly more: boolean;
}

/**
 * The table's rows, newest first, each once and in its newest state; and how many wait above them. A row of the list
 * stays where it is even when its new outcome does not fit the view any more: it must not vanish under the pointer.
 */
export function tailRows(
  tail: Tail,
  list: ListRead,
  filter: TailFilter,
): { readonly rows: readonly EventRow[]; readonly waiting: number } {
  const bottom = list.more ? (list.rows.at(-1)?.id ?? 0) : 0;
  const streamed = [...tail.before.values(), ...tail.told.values()].filter(
    (row) => row.id > bottom && fits(row, filter),
  );
  const merged = new Map(streamed.map((row) => [row.id, row]));
  for (const row of list.rows) merged.set(row.id, tail.told.get(row.id) ?? row);
  const all = [...merged.values()].sort((a, b) => b.id - a.id);
  if (tail.pause === null) return { rows: all, waiting: 0 };
  const rows = all.filter(({ id }) => id <= tail.ceiling);
  return { rows, waiting: all.length - rows.length + tail.lost };
}
