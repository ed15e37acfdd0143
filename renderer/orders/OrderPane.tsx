import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { OrderDetail } from "../../shared/contract/orders.ts";
import { rpc } from "../app/engine/rpc.ts";
import { useConsole } from "../app/store.ts";
import { Copy } from "../ui/Copy.tsx";
import { Json } from "../ui/Json.tsx";
import { Failed, LoadingText } from "../ui/Nothing.tsx";
import { Pane, type PaneTab, PaneTabs, PaneTitle } from "../ui/Pane.tsx";
import { StaleRows } from "../ui/StaleRows.tsx";
import { shortId } from "../ui/short-id.ts";
import { Trace } from "../ui/Trace.tsx";
import { OrderActions } from "./OrderActions.tsx";
import { OrderDialogs } from "./OrderDialogs.tsx";
import { OrderFacts, OrderStates, OrderWhy } from "./OrderHead.tsx";
import { OrderNotices } from "./OrderNotices.tsx";
import type { OpenDialog, OrderDialog } from "./order-dialog.ts";
import { OrderAudit, OrderEvents, OrderJobs } from "./order-tabs.tsx";
import type { OrderTab } from "./orders-slice.ts";
import { RepairPlan } from "./RepairPlan.tsx";
import { type OrderActs, useOrderActs } from "./use-order-acts.ts";

function tabsOf(order: OrderDetail, acts: OrderActs, onOpen: OpenDialog): readonly PaneTab<OrderTab>[] {
  return [
    {
      tab: "trace",
      name: "Trace",
      body: () => (
        <Trace
          trace={order.trace}
          plan={({ repair }) => repair && <RepairPlan repair={repair} order={order} acts={acts} />}
        />
      ),
    },
    { tab: "events", name: "Events", count: order.events.length, body: () => <OrderEvents order={order} /> },
    { tab: "jobs", name: "Jobs", count: order.jobs.length, body: () => <OrderJobs order={order} onOpen={onOpen} /> },
    { tab: "audit", name: "Audit", count: order.audit.length, body: () => <OrderAudit order={order} /> },
    { tab: "raw", name: "Raw", body: () => <Json text={JSON.stringify(order, null, 2)} /> },
  ];
}

function Content({ order, onClose }: { readonly order: OrderDetail; readonly onClose: () => void }) {
  const acts = useOrderActs(order.id);
  const tab = useConsole((state) => state.orderTab);
  const showTab = useConsole((state) => state.showOrderTab);
  const [dialog, setDialog] = useState<OrderDialog | null>(null);
  const { customerEmail } = order;
  return (
    <>
      <div className="pane-head">
        <PaneTitle title={customerEmail ?? order.serverName} onClose={onClose}>
          {customerEmail !== null && <Copy value={customerEmail} what="Copy e-mail" />}
        </PaneTitle>
        <OrderFacts order={order} />
      </div>
      {!order.findings.some(({ says }) => says === order.attention) && <OrderWhy order={order} />}
      <OrderNotices order={order} onOpen={setDialog} />
      <OrderStates order={order} />
      <OrderActions order={order} acts={acts} onOpen={setDialog} />
      <PaneTabs tabs={tabsOf(order, acts, setDialog)} open={tab} onOpen={showTab} />
      <OrderDialogs order={order} dialog={dialog} onClose={() => setDialog(null)} />
    </>
  );
}

/** One order beside the list: what it is, what can be done, and why it stands where it stands. */
export function OrderPane({ orderId, onClose }: { readonly orderId: string; readonly onClose: () => void }) {
  const order = useQuery(rpc.orders.get.queryOptions({ input: { orderId } }));
  const { data, error } = order;
  return (
    <Pane label={data ? `Order of ${data.customerEmail ?? data.serverName}` : "Order"} onClose={onClose}>
      {data && <StaleRows of={order} what="The order" />}
      {data ? (
        <Content key={data.id} order={data} onClose={onClose} />
      ) : (
        <>
          <div className="pane-head">
            <PaneTitle title={shortId(orderId)} onClose={onClose} />
          </div>
          {error ? (
            <Failed what="The order" error={error} onRetry={() => void order.refetch()} busy={order.isFetching} />
          ) : (
            <LoadingText lines={12} />
          )}
        </>
      )}
    </Pane>
  );
}
