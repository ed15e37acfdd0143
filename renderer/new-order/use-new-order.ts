import { schemaResolver, useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { NewOrder } from "../../shared/contract/orders.ts";
import { explain, type Explanation } from "../app/explain.ts";
import { rpc } from "../app/engine/rpc.ts";
import { useConsole } from "../app/store.ts";
import { EMPTY_DRAFT } from "./new-order-slice.ts";
import { refusalField } from "./refusal-field.ts";

export interface Created {
  readonly orderId: string;
  readonly url: string;
  readonly expiresAt: number;
}

/** The form, checked by the contract's own schema, and its one act. What was typed stays, also when it is refused. */
export function useNewOrder(onCreated: (created: Created) => void) {
  const { draft, keepDraft } = useConsole();
  const form = useForm<NewOrder>({
    initialValues: draft,
    validate: schemaResolver(NewOrder, { sync: true }),
    validateInputOnBlur: ["email", "serverName"],
  });
  const { values } = form;
  const idFor = useRequestId();
  useEffect(() => keepDraft(values), [values, keepDraft]);

  const create = useMutation(
    rpc.orders.create.mutationOptions({
      onSuccess: (created) => {
        keepDraft(EMPTY_DRAFT);
        onCreated(created);
      },
      onError: (error) => {
        const { code, says } = explain(error);
        const field = refusalField(code);
        if (field !== null) form.setFieldError(field, says);
      },
    }),
  );
  const submit = form.onSubmit((order) => {
    if (!create.isPending) create.mutate({ ...NewOrder.parse(order), requestId: idFor(order) });
  });
  return { form, submit, busy: create.isPending, refusal: formRefusal(create.error) };
}

/** One id for one order as it is filled in: sent again after a lost answer it is the same, changed it is another order. */
function useRequestId(): (order: NewOrder) => string {
  const last = useRef({ of: "", id: "" });
  return (order) => {
    const of = JSON.stringify(order);
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
