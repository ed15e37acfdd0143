import { Button } from "@mantine/core";
import { useCallback, useMemo } from "react";
import type { MirrorAge, ServerRow, ServerView } from "../../shared/contract/servers.ts";
import type { ServersSearch } from "../app/search.ts";
import { DataGrid } from "../ui/grid/DataGrid.tsx";
import { GridFoot } from "../ui/grid/GridFoot.tsx";
import { Empty, Failed, Loading } from "../ui/Nothing.tsx";
import { StaleRows } from "../ui/StaleRows.tsx";
import { serverColumns } from "./columns.tsx";
import type { useServers } from "./use-servers.ts";

const ROW = 31;
const rowId = (server: ServerRow) => String(server.id);

/** What would stand in a view that is empty. */
const NOTHING: Readonly<Record<ServerView, readonly [title: string, says: string]>> = {
  all: ["The panel has no server", "A server appears here as soon as the panel tells of it."],
  no_order: ["Every server has its order", "Servers on the panel that no order claims appear here."],
  installing: ["No server is being installed", "New servers appear here until the panel says that they are ready."],
  suspended: ["No server is suspended", "Servers that the panel holds back appear here."],
};

function Nothing(props: {
  readonly search: ServersSearch;
  readonly mirror: MirrorAge | undefined;
  readonly onClear: () => void;
}) {
  const { search, mirror, onClear } = props;
  if (search.q !== undefined || search.node !== undefined)
    return (
      <Empty title="No server fits the filter" says="Name, identifier, address and customer are searched.">
        <Button onClick={onClear}>Clear the filter</Button>
      </Empty>
    );
  if (mirror?.readAt === null)
    return <Empty title="The panel was not read yet" says="Its servers appear here once it has answered." />;
  const [title, says] = NOTHING[search.view ?? "all"];
  return <Empty title={title} says={says} />;
}

/** The servers of the panel; Enter or a press leads to the order that one belongs to. */
export function ServersTable(props: {
  readonly search: ServersSearch;
  readonly servers: ReturnType<typeof useServers>;
  readonly onOpenOrder: (orderId: string) => void;
  readonly onClear: () => void;
}) {
  const { search, servers, onOpenOrder, onClear } = props;
  const { list, rows, counts, mirror } = servers;
  const stale = mirror?.failure != null;
  const columns = useMemo(() => serverColumns(stale), [stale]);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  if (list.isPending) return <Loading className="servers-grid" columns={columns} rowHeight={ROW} />;
  if (list.isError && rows.length === 0)
    return <Failed what="Servers" error={list.error} onRetry={() => void list.refetch()} busy={list.isFetching} />;
  if (rows.length === 0) return <Nothing search={search} mirror={mirror} onClear={onClear} />;
  const filtered = search.q !== undefined || search.node !== undefined;
  const counted = filtered ? null : (counts?.[search.view ?? "all"] ?? null);
  return (
    <>
      <StaleRows of={list} what="The servers" />
      <DataGrid
        label="Servers"
        className="servers-grid"
        columns={columns}
        rows={rows}
        rowId={rowId}
        rowHeight={ROW}
        total={counted ?? (hasNextPage ? null : rows.length)}
        onOpen={(id, how) => {
          const orderId = rows.find((row) => rowId(row) === id)?.orderId;
          if (how === "keyboard" && orderId) onOpenOrder(orderId);
        }}
        onNearEnd={more}
        foot={<GridFoot list={list} what="servers" />}
      />
    </>
  );
}
