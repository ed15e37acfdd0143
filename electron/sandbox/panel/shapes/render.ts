import type { Call } from "../http/call.ts";
import { includesOf } from "../http/query.ts";
import type { Include, Shape, ShapeName, ShapeRows } from "./shape.ts";

const NULL_RESOURCE = { object: "null_resource", attributes: null };

export interface Rendered {
  readonly object: string;
  readonly attributes: Readonly<Record<string, unknown>> | null;
}

/** One row as the panel answers it, with what the request's `include` asks for and its key may see. */
export const renderItem = <K extends ShapeName>(call: Call, shape: K, row: ShapeRows[K]): Rendered =>
  renderWith(call, shape, row, includesOf(call.query));

export const renderList = (call: Call, shape: ShapeName, rows: readonly unknown[]): readonly Rendered[] =>
  rows.map((row) => renderWith(call, shape, row, includesOf(call.query)));

function renderWith(call: Call, name: ShapeName, row: unknown, includes: readonly string[]): Rendered {
  // The row is of the shape's kind: `one` and `many` bind the two where an include is declared.
  const shape = call.dialect.shapes[name] as Shape<unknown>;
  const wanted = Object.entries(shape.includes).filter(([key]) => nested(includes, key) !== null);
  const attributes = shape.attributes(row, call.store);
  if (wanted.length === 0) return { object: name, attributes };
  const relationships = wanted.map(([key, include]) => [
    key,
    renderInclude(call, include, row, nested(includes, key)!),
  ]);
  return { object: name, attributes: { ...attributes, relationships: Object.fromEntries(relationships) } };
}

/** What is asked for below an include: `["variables"]` for `egg.variables`; null when it is not asked for at all. */
function nested(includes: readonly string[], key: string): string[] | null {
  const own = includes.filter((include) => include === key || include.startsWith(`${key}.`));
  return own.length === 0 ? null : own.map((include) => include.slice(key.length + 1)).filter(Boolean);
}

function renderInclude(call: Call, include: Include<unknown>, row: unknown, below: string[]): unknown {
  const { shape, needs, many } = include;
  if (shape === null || !call.may(needs, "read")) return NULL_RESOURCE;
  const found = include.find(row, call.store);
  if (many) return { object: "list", data: (found as unknown[]).map((inner) => renderWith(call, shape, inner, below)) };
  return found === undefined ? NULL_RESOURCE : renderWith(call, shape, found, below);
}
