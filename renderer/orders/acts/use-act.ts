import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ActDone } from "../../../shared/contract/acts.ts";
import { rpc } from "../../app/engine/rpc.ts";
import { explain, type Explanation } from "../../app/explain.ts";
import { toast } from "../../ui/toasts.ts";
import { copyText } from "../../ui/use-copied.ts";
import { actCall } from "./act-call.ts";
import { type ActOn, type ActValues, firstValues, typedFor } from "./act-values.ts";
import { canChangeTo, usePlanQuote } from "./use-plan-quote.ts";

/** The field that a refusal is about, so that its sentence stands there. */
const FIELDS: Readonly<Record<string, keyof ActValues>> = {
  ACT_NOT_CONFIRMED: "confirm",
  PLAN_NOT_FOUND: "planId",
};

type Errors = Readonly<Record<string, string>>;

/** One act, from its empty dialog to its toast. What was typed stays while it is refused. */
export function useAct(on: ActOn, onDone: () => void) {
  const cache = useQueryClient();
  const [requestId] = useState(() => crypto.randomUUID());
  const [values, setValues] = useState(() => firstValues(on));
  const [errors, setErrors] = useState<Errors>({});
  const [refusal, setRefusal] = useState<Explanation | null>(null);
  const orderId = on.order.id;

  const act = useMutation({
    mutationFn: (send: () => Promise<ActDone>) => send(),
    onSuccess: ({ says, order }) => {
      cache.setQueryData(rpc.orders.get.queryKey({ input: { orderId } }), order);
      void cache.invalidateQueries({ queryKey: rpc.acts.standing.key({ input: { orderId } }) });
      toast({
        tone: "ok",
        title: says,
        says: `${order.planName} for ${order.customerEmail ?? "no known customer"}`,
        act: { label: "Copy answer", run: () => void copyText(order.answer) },
      });
      onDone();
    },
    onError: (error: unknown) => {
      const refused = explain(error);
      const field = FIELDS[refused.code];
      if (field === undefined) setRefusal(refused);
      else setErrors({ [field]: refused.says });
    },
  });

  const plan = usePlanQuote(on, values);
  const typed = typedFor(on, values, plan.quote?.price ?? null);
  const isReady = typed?.fits !== false && (!plan.isOffered || values.planId === "" || canChangeTo(plan));
  const change = (to: Partial<ActValues>) => {
    setValues((now) => ({ ...now, ...to }));
    // What was refused of one server is not known of another.
    if (to.serverId !== undefined) setRefusal(null);
    setErrors((now) => Object.fromEntries(Object.entries(now).filter(([field]) => !(field in to))));
  };
  const submit = () => {
    if (act.isPending || !isReady) return;
    setRefusal(null);
    const call = actCall(on, values, requestId);
    setErrors(call.ok ? {} : call.errors);
    if (call.ok) act.mutate(call.send);
  };
  return { values, errors, refusal, typed, plan, isReady, busy: act.isPending, change, submit };
}

export type Act = ReturnType<typeof useAct>;
