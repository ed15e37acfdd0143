import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { rpc } from "../../app/engine/rpc.ts";
import { toast } from "../../ui/toasts.ts";

/** One act on an event that says in a sentence what it did; `requestId` is one dialog's, so that sent twice it is done once. */
export function useEventAct(
  send: (requestId: string) => Promise<{ readonly says: string }>,
  { title, onDone }: { readonly title: string; readonly onDone: () => void },
) {
  const cache = useQueryClient();
  const [requestId] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: () => send(requestId),
    onSuccess: ({ says }) => {
      void cache.invalidateQueries({ queryKey: rpc.eventActs.standing.key() });
      toast({ tone: "ok", title, says });
      onDone();
    },
  });
}
