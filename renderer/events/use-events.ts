import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useReducer, useState } from "react";
import { onEveryLine } from "../app/engine/every-line.ts";
import { engine, rpc } from "../app/engine/rpc.ts";
import type { EventsSearch } from "../app/search.ts";
import { emptyTail, type EventFilter, isBehind, nextTail, type Tail, type TailEvent, tailRows } from "./tail.ts";

/** The live tail. `stands` is true once a stream was asked for, so that nothing falls between it and the list. */
function useTail(): { tail: Tail; send: (event: TailEvent) => void; stands: boolean } {
  const cache = useQueryClient();
  const [tail, send] = useReducer(nextTail, emptyTail);
  const [stands, setStands] = useState(false);
  useEffect(
    () =>
      onEveryLine(async (signal) => {
        const stream = engine.events.tail(undefined, { signal });
        await stream.catch(() => undefined);
        if (signal.aborted) return;
        send({ kind: "new_stream" });
        setStands(true);
        void cache.invalidateQueries({ queryKey: rpc.events.list.key() });
        for await (const rows of await stream) send({ kind: "told", rows });
      }),
    [cache],
  );
  return { tail, send, stands };
}

/** The journal as the address asks for it: what was read, page by page, and above it what arrives. */
export function useEvents(search: EventsSearch) {
  const { view = "all", q = "", source = null } = search;
  const filter = useMemo<EventFilter>(() => ({ view, query: q, source }), [view, q, source]);
  const cache = useQueryClient();
  const { tail, send, stands } = useTail();
  const list = useInfiniteQuery(
    rpc.events.list.infiniteOptions({
      input: (before: number | null) => ({ ...filter, before }),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => page.before,
      placeholderData: keepPreviousData,
      enabled: stands,
    }),
  );
  const counts = useQuery(rpc.events.counts.queryOptions());
  const { dataUpdatedAt } = list;
  useEffect(() => {
    if (dataUpdatedAt > 0) send({ kind: "list_read" });
  }, [dataUpdatedAt, send]);
  const behind = isBehind(tail);
  useEffect(() => {
    if (!behind) return;
    send({ kind: "new_stream" });
    void cache.invalidateQueries({ queryKey: rpc.events.list.key() });
  }, [behind, cache, send]);

  const shown = useMemo(() => {
    const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
    return tailRows(tail, { rows, more: list.hasNextPage }, filter);
  }, [tail, list.data, list.hasNextPage, filter]);
  return { list, counts: counts.data, ...shown, pause: tail.pause, send };
}
