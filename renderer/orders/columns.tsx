import type { OrderRow } from "../../shared/contract/orders.ts";
import type { Term } from "../../shared/contract/states.ts";
import { Age } from "../ui/Age.tsx";
import { Changed } from "../ui/Changed.tsx";
import type { GridColumn } from "../ui/grid/features.ts";
import { Money } from "../ui/Money.tsx";
import { Status, StatusGlyph } from "../ui/Status.tsx";
import { TraceStrip } from "../ui/TraceStrip.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { besideTrace } from "./beside.ts";
import { PickBox } from "./bulk/PickBox.tsx";

const TERMS: Readonly<Record<Term, string>> = { monthly: "mo", quarterly: "qtr", yearly: "yr" };

/** An order that ended: its remaining steps are not waited for. */
export const isClosed = ({ status }: Pick<OrderRow, "status">): boolean =>
  status === "canceled" || status === "expired" || status === "refunded";

function Strip({ order }: { readonly order: OrderRow }) {
  const word = besideTrace(order);
  return (
    <span className="line" title={order.attention ?? undefined}>
      <TraceStrip states={order.strip} closed={isClosed(order)} />
      {word && (
        <>
          <StatusGlyph of={word} size={14} />
          <span className="unseen">{order.attention}</span>
        </>
      )}
    </span>
  );
}

/** The table of orders. Those marked `spare` show only where no pane takes their room. */
export const orderColumns: readonly GridColumn<OrderRow>[] = [
  {
    id: "status",
    header: "Order",
    meta: { className: "pick-cell" },
    cell: ({ row: { original: order } }) => (
      <>
        <PickBox order={order} />
        <Changed value={order.status}>
          <Status of={vocabulary.order[order.status]} />
        </Changed>
      </>
    ),
  },
  {
    id: "customer",
    header: "Customer",
    meta: { className: "clip" },
    cell: ({ row: { original: order } }) =>
      order.customerEmail === null ? (
        <span className="text3">none known</span>
      ) : (
        <span title={order.customerEmail}>{order.customerEmail}</span>
      ),
  },
  {
    id: "server",
    header: "Server",
    meta: { className: "spare clip text2" },
    cell: ({ row }) => <span title={row.original.serverName}>{row.original.serverName}</span>,
  },
  {
    id: "region",
    header: "Region",
    meta: { className: "spare clip text2" },
    cell: ({ row }) => row.original.region,
  },
  {
    id: "plan",
    header: "Plan",
    meta: { className: "plan-cell text2" },
    cell: ({ row: { original: order } }) => (
      <>
        <span className="clip" title={order.planName}>
          {order.planId}
        </span>
        <span className="term text3" title={order.term}>
          {TERMS[order.term]}
        </span>
      </>
    ),
  },
  { id: "amount", header: "Amount", meta: { className: "end" }, cell: ({ row }) => <Money of={row.original.price} /> },
  { id: "trace", header: "Trace", cell: ({ row }) => <Strip order={row.original} /> },
  {
    id: "age",
    header: "Age",
    meta: { className: "end text3", sort: "ascending" },
    cell: ({ row }) => <Age at={row.original.createdAt} />,
  },
];
