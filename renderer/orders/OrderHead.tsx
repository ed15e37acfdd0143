import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconArrowUpRight,
  IconBrandStripe,
  IconDots,
  IconMessageReply,
  IconRefresh,
  IconServer2,
  IconTool,
} from "@tabler/icons-react";
import type { OrderDetail } from "../../shared/contract/orders.ts";
import { useKeys } from "../app/keys/keys.ts";
import { Age } from "../ui/Age.tsx";
import { Copy } from "../ui/Copy.tsx";
import { Id } from "../ui/Id.tsx";
import { Keys } from "../ui/Keys.tsx";
import { Money } from "../ui/Money.tsx";
import { Status } from "../ui/Status.tsx";
import { toast } from "../ui/toasts.ts";
import { copyText } from "../ui/use-copied.ts";
import { vocabulary } from "../ui/vocabulary.ts";
import type { OrderActs } from "./use-order-acts.ts";

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

/** When Stripe was last asked about this order, by its evidence. */
const askedStripeAt = (order: OrderDetail): number =>
  Math.max(
    ...order.trace.flatMap(({ evidence }) => evidence.map(({ side, at }) => (side === "Stripe" ? (at ?? 0) : 0))),
    0,
  );

async function copyAnswer({ answer }: OrderDetail): Promise<void> {
  if (await copyText(answer)) toast({ tone: "ok", title: "The answer for the customer is copied", says: answer });
}

function Away(props: { readonly to: string | null; readonly name: string; readonly icon: typeof IconServer2 }) {
  const { to, name, icon: Icon } = props;
  const look = {
    leftSection: <Icon size={14} aria-hidden />,
    rightSection: <IconArrowUpRight size={13} aria-hidden />,
  };
  if (to === null)
    return (
      <Button disabled {...look}>
        {name}
      </Button>
    );
  return (
    <Button component="a" href={to} target="_blank" rel="noreferrer" {...look}>
      {name}
    </Button>
  );
}

/** What can be done with the order right now. */
export function OrderActions({ order, acts }: { readonly order: OrderDetail; readonly acts: OrderActs }) {
  const askedAt = askedStripeAt(order);
  const input = { orderId: order.id };
  useKeys({ c: () => void copyAnswer(order) });
  return (
    <div className="pane-acts">
      <Button
        leftSection={<IconMessageReply size={14} aria-hidden />}
        rightSection={<Keys of="C" />}
        onClick={() => void copyAnswer(order)}
      >
        Copy answer
      </Button>
      <Away to={order.stripeUrl} name="Stripe" icon={IconBrandStripe} />
      <Away to={order.server?.panelUrl ?? null} name="Panel" icon={IconServer2} />
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon variant="default" aria-label="More actions">
            <IconDots size={15} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconRefresh size={14} aria-hidden />}
            disabled={order.sessionId === null || acts.askStripe.isPending}
            onClick={() => acts.askStripe.mutate(input)}
          >
            Ask Stripe now
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTool size={14} aria-hidden />}
            disabled={!order.retry.allowed || acts.retry.isPending}
            onClick={() => acts.retry.mutate(input)}
          >
            Retry provisioning
          </Menu.Item>
          <Menu.Label className="order-retry">{order.retry.says}</Menu.Label>
        </Menu.Dropdown>
      </Menu>
      {askedAt > 0 && (
        <span className="text3 small">
          Stripe asked <Age at={askedAt} ago />
        </span>
      )}
    </div>
  );
}
