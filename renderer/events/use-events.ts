import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { startTransition, useEffect, useMemo, useReducer, useState } from "react";
import { parseEventQuery } from "../../shared/contract/event-query.ts";
import { onEveryLine } from "../app/engine/every-line.ts";
import { engine, rpc } from "../app/engine/rpc.ts";
import type { EventsSearch } from "../app/search.ts";
import { gatherRows } from "./gathered-rows.ts";
import { emptyTail, isBehind, nextTail, type Tail, type TailEvent, tailRows } from "./tail.ts";

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
        // A flood is drawn in between what somebody does, never before it.
        const { add, stop } = gatherRows((rows) => startTransition(() => send({ kind: "told", rows })));
        signal.addEventListener("abort", stop, { once: true });
        for await (const rows of await stream) add(rows);
      }),
    [cache],
  );
  return { tail, send, stands };
}

type Pages = InfiniteData<unknown, number | null>;

/** Reads the list's first page anew, and forgets the pages below it: who follows the tail stands at its top. */
function readTopAgain(cache: QueryClient): void {
  const queryKey = rpc.events.list.key();
  cache.setQueriesData<Pages>(
    { queryKey },
    (all) => all && { pages: all.pages.slice(0, 1), pageParams: all.pageParams.slice(0, 1) },
  );
  void cache.invalidateQueries({ queryKey });
}

/** The journal as the address asks for it: what was read, page by page, and above it what arrives. */
export function useEvents(search: EventsSearch) {
  const { view = "all", q = "", source = null } = search;
  const { terms, problems } = useMemo(() => parseEventQuery(q), [q]);
  const cache = useQueryClient();
  const { tail, send, stands } = useTail();
  const list = useInfiniteQuery(
    rpc.events.list.infiniteOptions({
      input: (before: number | null) => ({ view, query: q, source, before }),
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
    readTopAgain(cache);
  }, [behind, cache, send]);

  const shown = useMemo(() => {
    const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
    return tailRows(tail, { rows, more: list.hasNextPage }, { view, source, terms });
  }, [tail, list.data, list.hasNextPage, view, source, terms]);
  return { list, counts: counts.data, ...shown, problems, pause: tail.pause, send };
}
