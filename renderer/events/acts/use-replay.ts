import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { EventReplayed } from "../../../shared/contract/event-acts.ts";
import type { EventDetail } from "../../../shared/contract/event-detail.ts";
import type { StatusTone } from "../../app/theme.ts";
import { engine, rpc } from "../../app/engine/rpc.ts";
import { toast } from "../../ui/toasts.ts";

const TONES: Readonly<Partial<Record<EventReplayed["outcome"], StatusTone>>> = {
  failed: "bad",
  retrying: "warn",
  held: "warn",
};

/** One replay, from its plan to its toast, which leads to the order or to the new entry. */
export function useReplay(event: EventDetail, onDone: () => void) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [requestId] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: ({ acceptRefused }: { readonly acceptRefused: boolean }) =>
      engine.eventActs.replay({ id: event.id, acceptRefused, requestId }),
    onSuccess: ({ says, outcome, orderId, journalId }) => {
      void cache.invalidateQueries({ queryKey: rpc.eventActs.standing.key() });
      const order = orderId === null ? null : { to: "/orders" as const, search: { order: orderId } };
      const entry = { to: "/events" as const, search: { event: journalId } };
      toast({
        tone: TONES[outcome] ?? "ok",
        title: `Replayed ${event.type ?? "the request"}`,
        says,
        act: { label: order ? "Open order" : "Show entry", run: () => void navigate(order ?? entry) },
      });
      onDone();
    },
  });
}
