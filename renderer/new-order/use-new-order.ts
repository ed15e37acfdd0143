import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Environment } from "../../shared/kernel/environment.ts";
import { explain, type Explanation } from "../app/explain.ts";
import { rpc } from "../app/engine/rpc.ts";
import { useConsole } from "../app/store.ts";
import { EMPTY_DRAFT } from "./new-order-slice.ts";
import { type Draft, isConfirmed, missingIn, type PayWay } from "./pay-ways.ts";
import { refusalField } from "./refusal-field.ts";
import { type Created, sendOrder } from "./send-order.ts";

/** The form, checked by the contract's own schema, and its one act. What was typed stays, also when it is refused. */
export function useNewOrder(env: Environment | undefined, onCreated: (created: Created) => void) {
  const cache = useQueryClient();
  const { draft, keepDraft } = useConsole();
  const form = useForm<Draft>({
    initialValues: draft,
    validate: missingIn,
    validateInputOnBlur: ["email", "serverName", "reference", "reason"],
  });
  const { values } = form;
  const idFor = useRequestId();
  // A confirmation holds for one press, not for the next time that the drawer is opened.
  useEffect(() => keepDraft({ ...values, confirm: "" }), [values, keepDraft]);

  const create = useMutation({
    mutationFn: (order: Draft) => sendOrder(order, idFor(order)),
    onSuccess: (created) => {
      keepDraft(EMPTY_DRAFT);
      const queryKey = rpc.orders.get.queryKey({ input: { orderId: created.orderId } });
      if (created.done !== null) cache.setQueryData(queryKey, created.done.order);
      onCreated(created);
    },
    onError: (error) => {
      const { code, says } = explain(error);
      const field = refusalField(code);
      if (field !== null) form.setFieldError(field, says);
    },
  });
  const isReady = isConfirmed(values, env);
  const send = form.onSubmit((order) => {
    if (!create.isPending) create.mutate(order);
  });
  /** What is not confirmed does nothing, not even by Enter. */
  const submit: typeof send = (event) => (isReady ? send(event) : event?.preventDefault());
  /** What one way was refused for says nothing about another. */
  const chooseWay = (way: PayWay) => {
    if (create.isPending) return;
    create.reset();
    form.setFieldValue("way", way);
  };
  return { form, submit, chooseWay, isReady, busy: create.isPending, refusal: formRefusal(create.error) };
}

/** One id for one order as it is filled in: sent again after a lost answer it is the same, changed it is another order. */
function useRequestId(): (order: Draft) => string {
  const last = useRef({ of: "", id: "" });
  return (order) => {
    const of = JSON.stringify({ ...order, confirm: "" });
    if (last.current.of !== of) last.current = { of, id: crypto.randomUUID() };
    return last.current.id;
  };
}

/** A refusal that no field is about. */
function formRefusal(error: unknown): Explanation | null {
  if (error === null) return null;
  const refusal = explain(error);
  return refusalField(refusal.code) === null ? refusal : null;
}

export type NewOrderForm = ReturnType<typeof useNewOrder>["form"];

/** What is sold, and where it has room for the plan that is chosen. */
export function useCatalog(planId: string) {
  const plans = useQuery(rpc.catalog.plans.queryOptions());
  const regions = useQuery(rpc.catalog.regions.queryOptions({ input: { planId }, enabled: planId !== "" }));
  return { plans, regions, plan: plans.data?.find(({ id }) => id === planId) };
}
