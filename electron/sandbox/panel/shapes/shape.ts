import type { Resource } from "../http/call.ts";
import type { PanelStore } from "../store/open-panel-store.ts";
import type {
  AllocationRow,
  EggRow,
  EggVariableRow,
  LocationRow,
  NestRow,
  NodeRow,
  ServerRow,
  UserRow,
} from "../store/rows.ts";

/** What each kind of answer is made from. */
export interface ShapeRows {
  readonly server: ServerRow;
  readonly user: UserRow;
  readonly node: NodeRow;
  readonly location: LocationRow;
  readonly allocation: AllocationRow;
  readonly nest: NestRow;
  readonly egg: EggRow;
  readonly egg_variable: EggVariableRow;
  readonly server_variable: { readonly variable: EggVariableRow; readonly value: string };
  readonly database: never;
}
export type ShapeName = keyof ShapeRows;

/** What `include=` may add to an answer; without the permission it is there as a `null_resource`. */
export interface Include<Row> {
  readonly shape: ShapeName | null;
  readonly needs: Resource;
  readonly many: boolean;
  find(row: Row, store: PanelStore): unknown;
}

/** How one kind of row is answered. Includes come out in the order in which they stand here. */
export interface Shape<Row> {
  attributes(row: Row, store: PanelStore): Readonly<Record<string, unknown>>;
  readonly includes: Readonly<Record<string, Include<Row>>>;
}

export const one = <Row, K extends ShapeName>(
  shape: K,
  needs: Resource,
  find: (row: Row, store: PanelStore) => ShapeRows[K] | undefined,
): Include<Row> => ({ shape, needs, many: false, find });

export const many = <Row, K extends ShapeName>(
  shape: K,
  needs: Resource,
  find: (row: Row, store: PanelStore) => readonly ShapeRows[K][],
): Include<Row> => ({ shape, needs, many: true, find });

/** An include that the panel knows and never fills. */
export const never = <Row>(needs: Resource): Include<Row> => ({
  shape: null,
  needs,
  many: false,
  find: () => undefined,
});

/** `2026-11-24T14:26:13+00:00`. */
export const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}+00:00`;
export const stamps = ({ created_at, updated_at }: { readonly created_at: number; readonly updated_at: number }) => ({
  created_at: stamp(created_at),
  updated_at: stamp(updated_at),
});
