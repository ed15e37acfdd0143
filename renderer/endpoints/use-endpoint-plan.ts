import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { EndpointWish } from "../../shared/contract/endpoints.ts";
import { explain, type Explanation } from "../app/explain.ts";
import { rpc } from "../app/engine/rpc.ts";
import { toast } from "../ui/toasts.ts";

/** One wish, from its plan to its toast. The plan is made anew when the address changes, or what is at Stripe. */
export function useEndpointPlan(first: EndpointWish, onDone: () => void) {
  const cache = useQueryClient();
  const [wish, change] = useState(first);
  const [typed, type] = useState("");
  const plan = useQuery({ ...rpc.endpoints.plan.queryOptions({ input: wish }), staleTime: 0, gcTime: 0, retry: false });
  const apply = useMutation(
    rpc.endpoints.apply.mutationOptions({
      onSuccess: ({ says }) => {
        void cache.invalidateQueries({ queryKey: rpc.endpoints.key() });
        toast({ tone: "ok", title: says });
        onDone();
      },
      onError: (error) => {
        if (explain(error).code === "ENDPOINT_CHANGED") void plan.refetch();
      },
    }),
  );
  const toType = plan.data?.toType ?? null;
  const isReady =
    plan.data !== undefined && !plan.isError && !plan.isFetching && (toType === null || typed.trim() === toType);
  return {
    wish,
    readdress: (address: string | null) => change((now) => (now.address === address ? now : { ...now, address })),
    plan,
    typed,
    type,
    isReady,
    busy: apply.isPending,
    refusal: refusalOf(apply.error ?? plan.error),
    run: () => {
      if (apply.isPending || !isReady || !plan.data) return;
      apply.mutate({ ...wish, planned: plan.data.planned, typed: toType === null ? null : typed.trim() });
    },
  };
}

const refusalOf = (error: unknown): Explanation | null => (error === null ? null : explain(error));
