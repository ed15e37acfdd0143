import { type ColumnDef, metaHelper, tableFeatures } from "@tanstack/react-table";

/** What a column says of its cells beside their content. */
export interface ColumnNotes {
  /** A class for cells and head alike. */
  readonly className?: string;
  readonly sort?: "ascending" | "descending";
}

/** The engine filters, sorts and pages; a table here only lays out what came. */
export const features = tableFeatures({ columnMeta: metaHelper<ColumnNotes>() });

// TanStack's own columns are typed by their values, of which a list of columns has many.
export type GridColumn<T extends object> = ColumnDef<typeof features, T>;
