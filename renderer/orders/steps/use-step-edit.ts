import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { OrderDetail } from "../../../shared/contract/orders.ts";
import { rpc } from "../../app/engine/rpc.ts";
import { explain, type Explanation } from "../../app/explain.ts";
import { toast } from "../../ui/toasts.ts";
import { firstStepValues, stepEditOf, type StepValues } from "./step-values.ts";

/** One retry with edited input, from its form to its toast. What was typed stays while it is refused. */
export function useStepEdit(order: OrderDetail, onDone: () => void) {
  const cache = useQueryClient();
  const [values, setValues] = useState(() => firstStepValues(order));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [refusal, setRefusal] = useState<Explanation | null>(null);
  const retry = useMutation(
    rpc.orders.retryStep.mutationOptions({
      onSuccess: (after) => {
        cache.setQueryData(rpc.orders.get.queryKey({ input: { orderId: order.id } }), after);
        toast({
          tone: "ok",
          title: `${order.id} is back at work`,
          says: "It goes by what you gave until its server is there.",
        });
        onDone();
      },
      onError: (error) => setRefusal(explain(error)),
    }),
  );
  const change = (to: Partial<StepValues>) => {
    setValues((now) => ({ ...now, ...to }));
    setErrors({});
    setRefusal(null);
  };
  const submit = () => {
    if (retry.isPending) return;
    const filled = stepEditOf(values);
    setErrors(filled.ok ? {} : filled.errors);
    if (filled.ok) retry.mutate({ orderId: order.id, ...filled.edit });
  };
  return { values, errors, refusal, busy: retry.isPending, change, submit };
}

export type StepEditing = ReturnType<typeof useStepEdit>;
