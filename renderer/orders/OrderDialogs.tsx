import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { OrderDetail } from "../../shared/contract/orders.ts";
import { rpc } from "../app/engine/rpc.ts";
import type { OrderDialog } from "./order-dialog.ts";

const ActDialog = lazy(() => import("./acts/ActDialog.tsx").then((part) => ({ default: part.ActDialog })));
const StepDialog = lazy(() => import("./steps/StepDialog.tsx").then((part) => ({ default: part.StepDialog })));

/** The dialog that is open over an order's pane; it is loaded when it is asked for. */
export function OrderDialogs(props: {
  readonly order: OrderDetail;
  readonly dialog: OrderDialog | null;
  readonly onClose: () => void;
}) {
  const { order, dialog, onClose } = props;
  const { data: standing } = useQuery(rpc.acts.standing.queryOptions({ input: { orderId: order.id } }));
  const { data: about } = useQuery(rpc.system.about.queryOptions());
  return (
    <Suspense>
      {dialog?.kind === "step" && <StepDialog order={order} onClose={onClose} />}
      {dialog?.kind === "act" && standing && about && (
        <ActDialog key={dialog.act} on={{ kind: dialog.act, order, standing, env: about.env }} onClose={onClose} />
      )}
    </Suspense>
  );
}
