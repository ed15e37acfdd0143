/** A part of a table with a line of its own above it; without a title it has none. `count` may be more than its rows. */
export interface Section {
  readonly key: string;
  readonly title: string | null;
  readonly count: number | null;
  readonly rowIds: readonly string[];
}

/** One line of a table: a section's title, or a row by its id and its place among all rows. */
export type GridItem =
  | { readonly kind: "title"; readonly key: string; readonly title: string; readonly count: number | null }
  | { readonly kind: "row"; readonly key: string; readonly row: number };

/** The lines of a table, top to bottom. */
export function gridItems(sections: readonly Section[]): readonly GridItem[] {
  const items: GridItem[] = [];
  let row = 0;
  for (const { key, title, count, rowIds } of sections) {
    if (title !== null) items.push({ kind: "title", key: `title-${key}`, title, count });
    for (const id of rowIds) items.push({ kind: "row", key: id, row: row++ });
  }
  return items;
}

export type Move = "next" | "previous" | "first" | "last" | "page-down" | "page-up";

const PAGE = 15;
const STEPS: Readonly<Record<Move, number>> = {
  next: 1,
  previous: -1,
  first: -Infinity,
  last: Infinity,
  "page-down": PAGE,
  "page-up": -PAGE,
};

/** The row that a move leads to from `from`; without a row to start from, the first. Null in an empty table. */
export function moved(rowIds: readonly string[], from: string | null, move: Move): string | null {
  const at = from === null ? -1 : rowIds.indexOf(from);
  if (at === -1) return rowIds[move === "last" ? rowIds.length - 1 : 0] ?? null;
  return rowIds[Math.max(0, Math.min(rowIds.length - 1, at + STEPS[move]))] ?? null;
}
