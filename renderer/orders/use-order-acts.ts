import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { OrderDetail } from "../../shared/contract/orders.ts";
import { explain } from "../app/explain.ts";
import { rpc } from "../app/engine/rpc.ts";
import { toast } from "../ui/toasts.ts";
import { copyText } from "../ui/use-copied.ts";

/** What a person may do to an order. Each answer is the order as it is afterwards; each refusal a message that stays. */
export function useOrderActs(orderId: string) {
  const cache = useQueryClient();
  const settle = (title: (order: OrderDetail) => string, failure: string) => ({
    onSuccess: (order: OrderDetail) => {
      cache.setQueryData(rpc.orders.get.queryKey({ input: { orderId } }), order);
      toast({
        tone: "ok",
        title: title(order),
        says: `${order.planName} for ${order.customerEmail ?? "no known customer"}`,
        act: { label: "Copy answer", run: () => void copyText(order.answer) },
      });
    },
    onError: (error: unknown) => {
      const { code, says } = explain(error);
      toast({ tone: "bad", title: failure, says: `${says} ${code}` });
    },
  });
  const retry = useMutation(
    rpc.orders.retry.mutationOptions(settle(() => `${orderId} is back at work`, `${orderId} was not retried`)),
  );
  const askStripe = useMutation(
    rpc.orders.askStripe.mutationOptions(
      settle((order) => `Stripe says ${order.paymentState}`, "Stripe could not be asked"),
    ),
  );
  const approve = useMutation(
    rpc.orders.approveAmount.mutationOptions(
      settle(() => `The amount is approved, ${orderId} goes on`, "The amount was not approved"),
    ),
  );
  return { retry, askStripe, approve };
}

export type OrderActs = ReturnType<typeof useOrderActs>;
