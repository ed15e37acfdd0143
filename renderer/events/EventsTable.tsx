import { Button } from "@mantine/core";
import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { EventRow, EventView } from "../../shared/contract/event-rows.ts";
import type { EventsSearch } from "../app/search.ts";
import { DataGrid } from "../ui/grid/DataGrid.tsx";
import { GridFoot } from "../ui/grid/GridFoot.tsx";
import { NewRows } from "../ui/NewRows.tsx";
import { Empty, Failed, Loading } from "../ui/Nothing.tsx";
import { StaleRows } from "../ui/StaleRows.tsx";
import { eventColumns, isRefused } from "./columns.tsx";
import type { useEvents } from "./use-events.ts";

const ROW = 28;
const rowId = (event: EventRow) => String(event.id);
const rowData = (event: EventRow) => ({ "data-refused": event.outcome === "rejected" ? "" : undefined });

function span(event: EventRow, column: string): number {
  if (!isRefused(event)) return 1;
  return { event: 2, order: 0 }[column] ?? 1;
}

/** What would stand in a view that is empty. */
const NOTHING: Readonly<Record<EventView, readonly [title: string, says: string]>> = {
  all: ["No webhook has arrived yet", "Each request that Stripe sends appears here at once, accepted or not."],
  rejected: [
    "No request was rejected",
    "Requests with a wrong, missing or stale signature appear here with the reason.",
  ],
  retrying: ["No event waits for another try", "Events whose work failed and will run again appear here."],
  duplicate: ["No event came twice", "Events that Stripe sent again appear here; each is applied once."],
  not_ours: ["Every event concerned an order", "Events that concern nothing that Waybill keeps appear here."],
};

function Nothing({ search, onClear }: { readonly search: EventsSearch; readonly onClear: () => void }) {
  if (search.q !== undefined || search.source !== undefined)
    return (
      <Empty
        title="No event fits the filter"
        says="Types, ids, customers and reasons are searched, also what type:, outcome: and the like ask for."
      >
        <Button onClick={onClear}>Clear the filter</Button>
      </Empty>
    );
  const [title, says] = NOTHING[search.view ?? "all"];
  return <Empty title={title} says={says} />;
}

/** Tells when text is marked in a table: it must stay where it is until it is copied. */
function useMarkedText(scroller: RefObject<HTMLElement | null>, onMark: () => void): void {
  const told = useRef(onMark);
  useEffect(() => {
    told.current = onMark;
  });
  useEffect(() => {
    const look = () => {
      const marked = document.getSelection();
      if (marked?.isCollapsed === false && scroller.current?.contains(marked.anchorNode)) told.current();
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [scroller]);
}

/** The journal's rows. Scrolled away from its top the tail holds still; at its top again it goes on. */
export function EventsTable(props: {
  readonly search: EventsSearch;
  readonly events: ReturnType<typeof useEvents>;
  readonly onOpen: (id: string, how: "pointer" | "keyboard") => void;
  readonly onMove: (id: string) => void;
  readonly onClear: () => void;
}) {
  const { search, events, onOpen, onMove, onClear } = props;
  const { list, rows, waiting, send, counts } = events;
  const scroller = useRef<HTMLDivElement>(null);
  const newest = rows[0]?.id ?? 0;
  const choose = () => send({ kind: "paused", why: "chosen", newest });
  useMarkedText(scroller, choose);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (list.isPending) return <Loading className="events-grid" columns={eventColumns} rowHeight={ROW} />;
  if (list.isError && rows.length === 0)
    return <Failed what="The journal" error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />;
  const show = () => {
    send({ kind: "resumed" });
    scroller.current?.scrollTo({ top: 0 });
  };
  const filtered = search.q !== undefined || search.source !== undefined;
  const counted = filtered ? null : (counts?.[search.view ?? "all"] ?? null);
  return (
    <>
      <StaleRows of={list} what="The journal" />
      <NewRows count={waiting} onShow={show} />
      {rows.length === 0 ? (
        <Nothing search={search} onClear={onClear} />
      ) : (
        <DataGrid
          label="Events"
          className="events-grid"
          columns={eventColumns}
          rows={rows}
          rowId={rowId}
          rowHeight={ROW}
          total={counted ?? (hasNextPage ? null : rows.length)}
          openId={search.event === undefined ? null : String(search.event)}
          onOpen={onOpen}
          onMove={onMove}
          onCursor={choose}
          onNearEnd={more}
          onScroll={(atTop) =>
            send(atTop ? { kind: "over", why: "scrolled" } : { kind: "paused", why: "scrolled", newest })
          }
          span={span}
          rowData={rowData}
          scroller={scroller}
          foot={<GridFoot list={list} what="events" />}
        />
      )}
    </>
  );
}
