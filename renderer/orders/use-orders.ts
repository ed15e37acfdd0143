import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { OrderRow } from "../../shared/contract/orders.ts";
import type { OrdersSearch } from "../app/search.ts";
import { rpc } from "../app/engine/rpc.ts";
import { useHeldRows } from "../ui/held-rows.ts";
import { orderPlaces, orderSections } from "./order-places.ts";

const NO_ROWS: readonly OrderRow[] = [];

/** What the address asks of the engine. */
function question({ view = "all", q = "", status, region }: OrdersSearch) {
  return { view, query: q, status: status ?? null, region: region ?? null };
}

/** Whether the address narrows the view, so that its count is not the number of rows. */
export const isFiltered = ({ q, status, region }: OrdersSearch): boolean =>
  q !== undefined || status !== undefined || region !== undefined;

/** The orders that the address asks for, page by page, in places that hold still while `hold` is true. */
export function useOrders(search: OrdersSearch, hold: boolean) {
  const asked = question(search);
  const list = useInfiniteQuery(
    rpc.orders.list.infiniteOptions({
      input: (cursor: string | null) => ({ ...asked, cursor }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.cursor,
      placeholderData: keepPreviousData,
    }),
  );
  const counts = useQuery(rpc.orders.counts.queryOptions());
  const fresh = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? NO_ROWS, [list.data]);
  const freshPlaces = useMemo(() => orderPlaces(fresh), [fresh]);
  const shownAnswer = list.isPlaceholderData ? "previous" : JSON.stringify(asked);
  const { places, waiting, release } = useHeldRows(freshPlaces, shownAnswer, hold);

  const { view } = asked;
  const total = isFiltered(search) ? null : (counts.data?.[view] ?? null);
  const totals = useMemo(
    () => (total !== null && view === "all" && counts.data ? { all: total, attention: counts.data.attention } : null),
    [counts.data, total, view],
  );
  const sections = useMemo(() => orderSections(places, totals), [places, totals]);
  const rows = useMemo(() => {
    const byId = new Map(fresh.map((row) => [row.id, row]));
    return sections.flatMap(({ rowIds }) => rowIds).flatMap((id) => byId.get(id) ?? []);
  }, [fresh, sections]);
  const counted = total ?? (list.hasNextPage ? null : rows.length);
  return { list, counts: counts.data, rows, sections, total: counted, waiting, release };
}
