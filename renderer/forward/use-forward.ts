import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ForwardStatus } from "../../shared/contract/forward.ts";
import { explain } from "../app/explain.ts";
import { rpc } from "../app/engine/rpc.ts";
import { toast } from "../ui/toasts.ts";

/** How the forward stands; read anew whenever the engine says that it changed. */
export const useForward = () => useQuery(rpc.forward.status.queryOptions());

/** Starting, stopping and replacing it. Each answer is the status as it is then. */
export function useForwardActs() {
  const cache = useQueryClient();
  const settle = (failure: string) => ({
    onSuccess: (status: ForwardStatus) => cache.setQueryData(rpc.forward.status.queryKey(), status),
    onError: (error: unknown) => {
      const { code, says } = explain(error);
      toast({ tone: "bad", title: failure, says: `${says} ${code}` });
    },
  });
  const start = useMutation(rpc.forward.start.mutationOptions(settle("The forward was not started")));
  const stop = useMutation(rpc.forward.stop.mutationOptions(settle("The forward was not stopped")));
  const restart = useMutation(rpc.forward.restart.mutationOptions(settle("The forward was not restarted")));
  return { start, stop, restart };
}
