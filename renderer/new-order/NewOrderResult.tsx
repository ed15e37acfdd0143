import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { OrderDetail } from "../../shared/contract/orders.ts";
import type { OrderStatus } from "../../shared/contract/states.ts";
import type { Environment } from "../../shared/kernel/environment.ts";
import { formatMoney } from "../../shared/kernel/format-money.ts";
import { rpc } from "../app/engine/rpc.ts";
import { environmentWords } from "../app/shell/environment.ts";
import { useKeys } from "../app/keys/keys.ts";
import { Copy } from "../ui/Copy.tsx";
import { Keys } from "../ui/Keys.tsx";
import { Failed, LoadingText } from "../ui/Nothing.tsx";
import { Tag } from "../ui/Tag.tsx";
import { Trace } from "../ui/Trace.tsx";
import { TraceStrip } from "../ui/TraceStrip.tsx";
import { useCopied } from "../ui/use-copied.ts";
import { LinkEnds, PaymentLink } from "./PaymentLink.tsx";
import { type PayWay, WAYS } from "./pay-ways.ts";
import type { Created } from "./send-order.ts";

const TEST_CARD = "4242 4242 4242 4242";

const stands = (paid: string): Readonly<Record<OrderStatus, string>> => ({
  pending: "Order is ready to be paid",
  paid: `${paid}; the server is made next`,
  provisioning: `${paid}; the server is being made`,
  provisioned: "The server is running",
  error: "The order stands still",
  canceled: "The order was canceled",
  expired: "The payment link has ended",
  refunded: "The order was refunded",
});

function Standing({ order, way }: { readonly order: OrderDetail; readonly way: PayWay }) {
  return (
    <div className="new-stands">
      <TraceStrip states={order.strip} scale={1.6} />
      <div aria-live="polite" aria-atomic>
        <h3>{stands(WAYS[way].paid)[order.status]}</h3>
        <p className="text2">
          {order.planName}, {order.term}, {order.region}, {formatMoney(order.price)}
        </p>
      </div>
    </div>
  );
}

/** The card that pays where nothing is charged. */
function TestCard({ env }: { readonly env: Environment }) {
  if (env === "live") return null;
  return (
    <p className="line new-card">
      <span className="text2">Test card</span>
      <span className="mono">{TEST_CARD}</span>
      <Copy value={TEST_CARD.replaceAll(" ", "")} what="Copy the test card's number" />
      <Tag tone="warn">{environmentWords[env].word}</Tag>
    </p>
  );
}

export interface NewOrderResultProps {
  readonly created: Created;
  readonly order: { readonly data: OrderDetail | undefined; readonly error: unknown; readonly refetch: () => unknown };
  readonly env: Environment | undefined;
  readonly onAnother: () => void;
  readonly onOpenOrder: () => void;
}

const asksMoney = (way: PayWay): boolean => way === "link" || way === "invoice";

/** Where the customer pays: the link that was made, or the page of the invoice that was sent; null where there is none. */
function useWherePaid({ orderId, way, link }: Created): string | null {
  const isInvoice = way === "invoice";
  const { data } = useQuery(rpc.acts.standing.queryOptions({ input: { orderId }, enabled: isInvoice }));
  return link?.url ?? (isInvoice ? (data?.paymentReference ?? null) : null);
}

/** The order that was made: where it is paid, and its trace, which goes on by itself while the drawer is open. */
export function NewOrderResult(props: NewOrderResultProps) {
  const { created, order, env, onAnother, onOpenOrder } = props;
  const [copied, copy] = useCopied();
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => result.current?.focus(), []);
  const url = useWherePaid(created);
  useKeys({ ...(url === null ? {} : { c: () => copy(url) }), Enter: onOpenOrder }, "dialog");
  const { data } = order;
  const isUnpaid = asksMoney(created.way) && (data === undefined || data.status === "pending");
  return (
    <div ref={result} className="new" tabIndex={-1}>
      <div className="new-body scroll">
        {data && <Standing order={data} way={created.way} />}
        {isUnpaid && url !== null && (
          <PaymentLink
            title={created.way === "invoice" ? "Invoice" : "Payment link"}
            url={url}
            copied={copied}
            onCopy={() => copy(url)}
          >
            {created.link === null ? created.done?.says : <LinkEnds at={created.link.expiresAt} />}
          </PaymentLink>
        )}
        {isUnpaid && url === null && <p className="text2">{created.done?.says}</p>}
        {isUnpaid && env && <TestCard env={env} />}
        <div className="new-trace">
          {data && <Trace trace={data.trace} />}
          {data === undefined && order.error === null && <LoadingText />}
          {data === undefined && order.error !== null && (
            <Failed what="The order" error={order.error} kept="It was made." onRetry={() => void order.refetch()} />
          )}
        </div>
      </div>
      <div className="new-foot">
        <span className="text3 small grow">This drawer may be closed, the order stays in Orders.</span>
        <Button onClick={onAnother}>Another order</Button>
        <Button rightSection={<Keys of="Enter" />} onClick={onOpenOrder}>
          Open order
        </Button>
      </div>
    </div>
  );
}
