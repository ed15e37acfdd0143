import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { EventFilter } from "../../shared/contract/event-rows.ts";
import type { EventViewInput, SavedEventView } from "../../shared/contract/event-views.ts";
import { engine, rpc } from "../app/engine/rpc.ts";
import { explain } from "../app/explain.ts";
import type { EventsSearch } from "../app/search.ts";
import { toast } from "../ui/toasts.ts";

/** What a view is saved as: the filter as it is, without the row that is open. */
export const filterOf = ({ view = "all", q = "", source }: EventsSearch): EventFilter => ({
  view,
  query: q,
  source: source ?? null,
});

/** The address of a saved view. */
export const addressOf = ({ id, view, query, source }: SavedEventView): EventsSearch => ({
  saved: id,
  view: view === "all" ? undefined : view,
  q: query === "" ? undefined : query,
  source: source ?? undefined,
});

/** Whether the table is filtered as the view says. */
export const isAsSaved = (saved: SavedEventView, search: EventsSearch): boolean => {
  const { view, query, source } = filterOf(search);
  return saved.view === view && saved.query === query && saved.source === source;
};

const onError = (error: unknown) =>
  toast({ tone: "bad", title: "The view was not changed", says: explain(error).says });

/** The saved views and what can be done with them; what can't be done is told in a toast. */
export function useSavedViews() {
  const cache = useQueryClient();
  const views = useQuery(rpc.events.savedViews.queryOptions()).data ?? [];
  const onSuccess = () => cache.invalidateQueries({ queryKey: rpc.events.savedViews.key() });
  const save = useMutation({ mutationFn: (view: EventViewInput) => engine.events.saveView(view), onSuccess, onError });
  const remove = useMutation({
    mutationFn: (id: string) => engine.events.removeView({ id }),
    onSuccess: async (removed) => {
      const undo = () => save.mutate({ ...removed, id: null });
      toast({ tone: "ok", title: `${removed.name} was deleted`, act: { label: "Bring it back", run: undo } });
      await onSuccess();
    },
    onError,
  });
  return { views, save, remove };
}
