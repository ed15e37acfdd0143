import { Button } from "@mantine/core";
import { useCallback, useRef, useState } from "react";
import type { OrderRow, OrderView } from "../../shared/contract/orders.ts";
import type { OrdersSearch } from "../app/search.ts";
import { useConsole } from "../app/store.ts";
import { DataGrid } from "../ui/grid/DataGrid.tsx";
import { GridFoot } from "../ui/grid/GridFoot.tsx";
import { NewRows } from "../ui/NewRows.tsx";
import { Empty, Failed, Loading } from "../ui/Nothing.tsx";
import { StaleRows } from "../ui/StaleRows.tsx";
import { TraceStrip } from "../ui/TraceStrip.tsx";
import { orderColumns } from "./columns.tsx";
import { isFiltered, useOrders } from "./use-orders.ts";

const ROW = 33;
const rowId = (order: OrderRow) => order.id;

/** What would stand in a view that is empty. */
const NOTHING: Readonly<Record<OrderView, readonly [title: string, says: string]>> = {
  all: ["No order yet", "Orders appear here when a customer checks out, or when you make one with N."],
  attention: ["No order needs anybody", "What fails, waits too long or contradicts Stripe or the panel appears here."],
  paid_no_server: ["Everybody who paid has a server", "An order that is paid and has no running server appears here."],
  running: ["No server runs yet", "Orders whose server is on the panel appear here."],
  past_due: ["No order is past due", "Subscriptions whose payment failed appear here until they are paid."],
  waiting_on_bank: ["No order waits on a bank", "SEPA and other slow payments appear here until they settle."],
};

function Nothing({ search, onClear }: { readonly search: OrdersSearch; readonly onClear: () => void }) {
  if (isFiltered(search))
    return (
      <Empty title="No order fits the filter" says="Customer, ids, plan and server name are searched.">
        <Button onClick={onClear}>Clear the filter</Button>
      </Empty>
    );
  const { view = "all" } = search;
  const [title, says] = NOTHING[view];
  const good = view === "attention" || view === "paid_no_server";
  return (
    <Empty title={title} says={says} mark={good && <TraceStrip states={Array(10).fill("proved")} scale={1.4} />} />
  );
}

export interface OrdersTableProps {
  readonly search: OrdersSearch;
  readonly onOpen: (id: string, how: "pointer" | "keyboard") => void;
  readonly onMove: (id: string) => void;
  readonly onClear: () => void;
  readonly orders: ReturnType<typeof useOrders>;
  readonly onHold: (why: { readonly scrolled?: boolean; readonly pointed?: boolean }) => void;
}

/** The list of orders: virtual, read page by page, holding still while somebody looks at it. */
export function OrdersTable(props: OrdersTableProps) {
  const { search, orders, onHold, onOpen, onMove, onClear } = props;
  const { list, rows, sections, total, waiting, release } = orders;
  const { picked, togglePicked, pickTo } = useConsole();
  const scroller = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (list.isPending) return <Loading className="orders-grid" columns={orderColumns} rowHeight={ROW} />;
  if (list.isError && rows.length === 0)
    return <Failed what="Orders" error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />;
  if (rows.length === 0) return <Nothing search={search} onClear={onClear} />;
  const show = () => {
    release();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <>
      <StaleRows of={list} what="The orders" />
      <NewRows count={waiting} onShow={show} />
      <div
        className="split-main grow"
        onPointerEnter={() => onHold({ pointed: true })}
        onPointerLeave={() => onHold({ pointed: false })}
      >
        <DataGrid
          label="Orders"
          className="orders-grid"
          columns={orderColumns}
          rows={rows}
          rowId={rowId}
          sections={sections}
          rowHeight={ROW}
          total={total}
          openId={search.order ?? null}
          onOpen={onOpen}
          onMove={onMove}
          onMark={togglePicked}
          onMarkTo={(id) => pickTo(rows.map(rowId), id)}
          rowData={({ id: picks }) => ({ "data-picked": picked.includes(picks) ? "" : undefined })}
          onNearEnd={more}
          onScroll={(atTop) => onHold({ scrolled: !atTop })}
          scroller={scroller}
          foot={<GridFoot list={list} what="orders" />}
        />
      </div>
    </>
  );
}

/** Why the table has to hold still: it is scrolled, the pointer is on it, or a pane hangs on one of its rows. */
export function useHold(open: boolean) {
  const [why, setWhy] = useState({ scrolled: false, pointed: false });
  const onHold = useCallback((now: Partial<typeof why>) => {
    setWhy((before) => {
      const after = { ...before, ...now };
      return after.scrolled === before.scrolled && after.pointed === before.pointed ? before : after;
    });
  }, []);
  return { hold: open || why.scrolled || why.pointed, onHold };
}
