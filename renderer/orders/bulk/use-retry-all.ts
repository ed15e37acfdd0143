import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RetryFilter } from "../../../shared/contract/acts.ts";
import { rpc } from "../../app/engine/rpc.ts";
import { explain } from "../../app/explain.ts";
import { toast } from "../../ui/toasts.ts";

/** Which orders are meant: those that were picked, or all that match. Nothing else counts. */
export const allOf = (given: Partial<RetryFilter>): RetryFilter => ({
  status: null,
  errorCode: null,
  region: null,
  planId: null,
  orderIds: null,
  ...given,
});

/** Puts orders to work at once: how many would be taken, what has to be typed in `live`, and what came of it. */
export function useRetryAll(filter: RetryFilter, onPut: (orderIds: readonly string[]) => void) {
  const cache = useQueryClient();
  const [typed, setTyped] = useState("");
  const counted = useQuery(rpc.acts.countProvisionable.queryOptions({ input: { filter }, gcTime: 0 }));
  const { data: about } = useQuery(rpc.system.about.queryOptions());
  const count = counted.data?.count ?? null;
  const isLive = about?.env === "live";
  const isReady = count !== null && count > 0 && (!isLive || typed.trim() === String(count));
  const run = useMutation(
    rpc.acts.provisionAll.mutationOptions({
      onSuccess: ({ says, put, refused }) => {
        const [first] = refused;
        toast({ tone: refused.length > 0 ? "warn" : "ok", title: says, ...(first ? { says: first.says } : {}) });
        void cache.invalidateQueries({ queryKey: rpc.orders.key() });
        onPut(put);
      },
      onError: () => void counted.refetch(),
    }),
  );
  const submit = () => {
    if (isReady && !run.isPending) run.mutate({ filter, count, confirm: isLive ? typed : null });
  };
  const refusal = run.error ? explain(run.error) : counted.error ? explain(counted.error) : null;
  return { count, isLive, typed, setTyped, isReady, busy: run.isPending, refusal, submit };
}
