import { useTable } from "@tanstack/react-table";
import type { VirtualItem } from "@tanstack/react-virtual";
import { type MouseEvent, type ReactNode, type RefObject, useId, useMemo, useRef } from "react";
import { features, type GridColumn } from "./features.ts";
import { GridHead, GridRow, GridTitle } from "./grid-parts.tsx";
import type { Section } from "./grid-items.ts";
import { useCursor } from "./use-cursor.ts";
import { useGridLines } from "./use-grid-lines.ts";

const nothing = () => undefined;

export interface DataGridProps<T extends object> {
  readonly label: string;
  /** A class that sets `--cols`, the grid template of head and rows alike. */
  readonly className: string;
  readonly columns: readonly GridColumn<T>[];
  readonly rows: readonly T[];
  /** Must be stable from one rendering to the next, as `rows` and `columns`. */
  readonly rowId: (row: T) => string;
  /** The same rows in parts; without it, one part without a title. */
  readonly sections?: readonly Section[];
  readonly rowHeight: number;
  /** How many rows there are in all, also those that are not read yet; null where nobody counted. */
  readonly total: number | null;
  readonly openId?: string | null;
  readonly onOpen: (id: string, how: "pointer" | "keyboard") => void;
  readonly onMove?: (id: string) => void;
  /** Told when the keys choose a row. */
  readonly onCursor?: () => void;
  /** X on the row at the cursor. */
  readonly onMark?: (id: string) => void;
  /** Shift X: all from the row that was marked last to the one at the cursor. */
  readonly onMarkTo?: (id: string) => void;
  readonly onNearEnd?: () => void;
  /** Told on every scroll whether the table stands at its top. */
  readonly onScroll?: (atTop: boolean) => void;
  /** How many columns a cell takes; 0 leaves it out. */
  readonly span?: (row: T, columnId: string) => number;
  readonly rowData?: (row: T) => Readonly<Record<`data-${string}`, string | undefined>>;
  readonly foot?: ReactNode;
  readonly scroller?: RefObject<HTMLDivElement | null>;
}

/** A virtual table with the role and the keys of a grid. Rows are drawn only where they can be seen. */
export function DataGrid<T extends object>(props: DataGridProps<T>) {
  const { columns, rows, rowId, openId = null, onMove = nothing, onOpen, onMark, onMarkTo, onCursor } = props;
  const id = useId();
  const own = useRef<HTMLDivElement>(null);
  const scroller = props.scroller ?? own;
  const grid = useRef<HTMLTableElement>(null);
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  const rowIds = useMemo(() => rows.map(rowId), [rows, rowId]);
  const one = useMemo(() => [{ key: "all", title: null, count: null, rowIds }], [rowIds]);
  const { sections = one, rowHeight, onNearEnd } = props;
  const { items, shown, height, reveal } = useGridLines({ scroller, grid, sections, rowHeight, onNearEnd });
  const told = { onMove, onCursor, onMark, onMarkTo, onEnter: (key: string) => onOpen(key, "keyboard") };
  const { cursor, setCursor, onKeyDown } = useCursor({ grid, rowIds, openId, reveal, ...told });
  const tableRows = table.getRowModel().rows;
  const onClick = ({ target }: MouseEvent) => {
    const key = pressedRow(target);
    if (key === null) return;
    setCursor(key);
    onOpen(key, "pointer");
  };
  // A table that has the keys of a grid is one: role and keys belong together.
  const asGrid = {
    role: "grid",
    tabIndex: 0,
    onClick,
    onKeyDown,
    "aria-label": props.label,
    "aria-rowcount": props.total === null ? -1 : Math.max(props.total, rows.length) + items.length - rows.length + 1,
    "aria-activedescendant": shown.some((line) => line.key === cursor) ? `${id}${cursor}` : undefined,
  };
  const line = (at: VirtualItem): ReactNode => {
    const item = items[at.index];
    if (item?.kind === "title") return <GridTitle key={item.key} item={item} line={at} columns={columns.length} />;
    const row = item && tableRows[item.row];
    if (row === undefined) return null;
    const [open, atCursor] = [row.id === openId, row.id === cursor];
    const drawn = { id: `${id}${row.id}`, row, line: at, open, atCursor, span: props.span };
    return <GridRow key={row.id} {...drawn} data={props.rowData?.(row.original)} />;
  };
  return (
    <div className={`grid ${props.className}`}>
      <div
        ref={scroller}
        className="grid-scroll scroll"
        onScroll={(event) => props.onScroll?.(event.currentTarget.scrollTop < 8)}
      >
        <table ref={grid} {...asGrid}>
          <GridHead group={table.getHeaderGroups()[0]} />
          <tbody className="grid-body" style={{ height }}>
            {shown.map(line)}
          </tbody>
        </table>
        {props.foot}
      </div>
    </div>
  );
}

/**
 * The id of the row that was pressed; null beside the rows, on a link in one, which leads somewhere itself, and where text was
 * marked: who does that wants to copy it.
 */
function pressedRow(target: EventTarget): string | null {
  if (window.getSelection()?.isCollapsed === false) return null;
  if (!(target instanceof Element) || target.closest("a, button, input") !== null) return null;
  return target.closest<HTMLElement>("[data-row]")?.dataset["row"] ?? null;
}
