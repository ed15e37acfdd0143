import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { explain } from "../app/explain.ts";
import { rpc } from "../app/engine/rpc.ts";
import type { ServersSearch } from "../app/search.ts";
import { toast } from "../ui/toasts.ts";

/** The servers that the address asks for, as the panel last told them. */
export function useServers({ view = "all", q = "", node }: ServersSearch) {
  const list = useInfiniteQuery(
    rpc.servers.list.infiniteOptions({
      input: (after: number | null) => ({ view, query: q, nodeId: node ?? null, after }),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => page.after,
      placeholderData: keepPreviousData,
    }),
  );
  const counts = useQuery(rpc.servers.counts.queryOptions());
  const nodes = useQuery(rpc.servers.nodes.queryOptions());
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const mirror = nodes.data?.mirror ?? list.data?.pages[0]?.mirror;
  return { list, counts: counts.data, nodes, rows, mirror };
}

/** Reads the panel now, and says what came of it. */
export function useRefresh() {
  const cache = useQueryClient();
  return useMutation(
    rpc.servers.refresh.mutationOptions({
      onSuccess: (mirror) => {
        void cache.invalidateQueries({ queryKey: rpc.servers.key() });
        if (mirror.failure === null) toast({ tone: "ok", title: "The panel was read" });
        else toast({ tone: "bad", title: "The panel could not be read", says: mirror.failure });
      },
      onError: (error) => {
        const { code, says } = explain(error);
        toast({ tone: "bad", title: "The panel could not be read", says: `${says} ${code}` });
      },
    }),
  );
}
