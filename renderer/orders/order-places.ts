import type { OrderRow } from "../../shared/contract/orders.ts";
import type { Section } from "../ui/grid/grid-items.ts";
import type { Place } from "../ui/held-rows.ts";

const ATTENTION = "attention";
const REST = "rest";

/** Where each order stands: with those that need a person, or with everything else. */
export const orderPlaces = (rows: readonly OrderRow[]): readonly Place[] =>
  rows.map(({ id, attention }) => ({ id, section: attention === null ? REST : ATTENTION }));

/** What is known of how many orders there are; null where the filter was not counted. */
export interface Totals {
  readonly all: number;
  readonly attention: number;
}

/**
 * The table's sections. Where nothing needs anybody, or only such orders are asked for, the rows stand without titles:
 * a title that says the same of every row says nothing.
 */
export function orderSections(places: readonly Place[], totals: Totals | null): readonly Section[] {
  const idsOf = (section: string) => places.filter((place) => place.section === section).map(({ id }) => id);
  const attention = idsOf(ATTENTION);
  const rest = idsOf(REST);
  if (attention.length === 0 || rest.length === 0)
    return [{ key: "all", title: null, count: null, rowIds: [...attention, ...rest] }];
  return [
    { key: ATTENTION, title: "Needs attention", count: totals?.attention ?? null, rowIds: attention },
    { key: REST, title: "Everything else", count: totals && totals.all - totals.attention, rowIds: rest },
  ];
}
