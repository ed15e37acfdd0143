import type { OrderDetail } from "../../shared/contract/orders.ts";
import { Copy } from "../ui/Copy.tsx";
import { Id, Prose } from "../ui/Id.tsx";
import { Money } from "../ui/Money.tsx";
import { Status, StatusGlyph } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { besideTrace } from "./beside.ts";

/** What the order is: its ids, what was bought, where its server is. */
export function OrderFacts({ order }: { readonly order: OrderDetail }) {
  return (
    <div className="pane-facts">
      <Id value={order.id} copy="Copy order id" />
      <span>
        {order.planName}, {order.term}
      </span>
      <span>{order.region}</span>
      <Money of={order.price} />
      {order.server && (
        <span>
          {order.serverName}&nbsp;
          <span className="mono">{order.server.address ?? order.server.identifier}</span>
          {order.server.address !== null && <Copy value={order.server.address} what="Copy the server's address" />}
        </span>
      )}
    </div>
  );
}

/** The three machines: the order, the money, the service. No one of them speaks for another. */
export function OrderStates({ order }: { readonly order: OrderDetail }) {
  const cells = [
    ["Order", vocabulary.order[order.status]],
    ["Payment", vocabulary.payment[order.paymentState]],
    ["Service", vocabulary.service[order.serviceState]],
  ] as const;
  return (
    <dl className="order-states">
      {cells.map(([name, word]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Status of={word} size={15} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Why somebody should look although all ten steps are proved: the trace can't say it. */
export function OrderWhy({ order }: { readonly order: OrderDetail }) {
  const word = besideTrace(order);
  if (word === null || order.attention === null) return null;
  return (
    <p className="order-why" data-tone={word.tone}>
      <StatusGlyph of={word} size={14} />
      <span>
        <Prose>{order.attention}</Prose>
      </span>
    </p>
  );
}
