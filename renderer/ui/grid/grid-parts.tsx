import { type Cell, flexRender, type HeaderGroup, type Row } from "@tanstack/react-table";
import type { VirtualItem } from "@tanstack/react-virtual";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { features } from "./features.ts";
import type { GridItem } from "./grid-items.ts";

/** The head's height in px; it sticks to the top of the scroller, above the lines. */
export const HEAD_HEIGHT = 30;

/** Where a line stands: absolutely, below the head. */
const place = (line: VirtualItem) => ({ transform: `translateY(${line.start - HEAD_HEIGHT}px)`, height: line.size });

/** The columns' names. The sorted one carries its direction as a word for who can't see its arrow. */
export function GridHead<T extends object>({ group }: { readonly group: HeaderGroup<typeof features, T> | undefined }) {
  return (
    <thead className="grid-head">
      <tr className="grid-cols" aria-rowindex={1}>
        {group?.headers.map(({ id, column: { columnDef } }) => {
          const { className, sort } = columnDef.meta ?? {};
          return (
            <th key={id} scope="col" className={className} aria-sort={sort}>
              {typeof columnDef.header === "string" ? columnDef.header : null}
              {sort === "ascending" && <IconArrowUp size={12} aria-hidden />}
              {sort === "descending" && <IconArrowDown size={12} aria-hidden />}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** The line above a section's rows. */
export function GridTitle(props: {
  readonly item: Extract<GridItem, { kind: "title" }>;
  readonly line: VirtualItem;
  readonly columns: number;
}) {
  const { item, line, columns } = props;
  return (
    <tr aria-rowindex={line.index + 2} className="grid-title" style={place(line)}>
      <td colSpan={columns}>
        {item.title} {item.count !== null && <span className="num">{item.count.toLocaleString("en-US")}</span>}
      </td>
    </tr>
  );
}

function GridCell<T extends object>(props: { readonly cell: Cell<typeof features, T>; readonly span: number }) {
  const { cell, span } = props;
  const { columnDef } = cell.column;
  const wide = span > 1 ? { colSpan: span, style: { gridColumn: `span ${span}` } } : {};
  return (
    <td className={columnDef.meta?.className} {...wide}>
      {flexRender(columnDef.cell, cell.getContext())}
    </td>
  );
}

/** One row. It never takes the focus: the grid keeps it and points here. */
export function GridRow<T extends object>(props: {
  readonly id: string;
  readonly row: Row<typeof features, T>;
  readonly line: VirtualItem;
  readonly open: boolean;
  readonly atCursor: boolean;
  readonly span: ((row: T, columnId: string) => number) | undefined;
  readonly data: Readonly<Record<`data-${string}`, string | undefined>> | undefined;
}) {
  const { row, line, span } = props;
  return (
    <tr
      id={props.id}
      data-row={row.id}
      aria-rowindex={line.index + 2}
      aria-selected={props.open}
      className="grid-cols grid-row"
      data-cursor={props.atCursor || undefined}
      style={place(line)}
      {...props.data}
    >
      {row.getAllCells().map((cell) => {
        const columns = span?.(row.original, cell.column.id) ?? 1;
        return columns === 0 ? null : <GridCell key={cell.id} cell={cell} span={columns} />;
      })}
    </tr>
  );
}
