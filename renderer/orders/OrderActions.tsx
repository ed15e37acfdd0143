import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconAdjustments,
  IconArrowUpRight,
  IconBrandStripe,
  IconDots,
  IconLink,
  IconMessageReply,
  IconRefresh,
  IconServer2,
  IconTool,
  type TablerIcon,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { OrderDetail } from "../../shared/contract/orders.ts";
import { rpc } from "../app/engine/rpc.ts";
import { useKeys } from "../app/keys/keys.ts";
import { Age } from "../ui/Age.tsx";
import { Keys } from "../ui/Keys.tsx";
import { toast } from "../ui/toasts.ts";
import { copyText } from "../ui/use-copied.ts";
import { ActItems } from "./acts/ActItems.tsx";
import { offeredActs } from "./acts/offered-acts.ts";
import type { OpenDialog } from "./order-dialog.ts";
import type { OrderActs } from "./use-order-acts.ts";

/** When Stripe was last asked about this order, by its evidence. */
const askedStripeAt = (order: OrderDetail): number =>
  Math.max(
    ...order.trace.flatMap(({ evidence }) => evidence.map(({ side, at }) => (side === "Stripe" ? (at ?? 0) : 0))),
    0,
  );

async function copyAnswer({ answer }: OrderDetail): Promise<void> {
  if (await copyText(answer)) toast({ tone: "ok", title: "The answer for the customer is copied", says: answer });
}

function Away(props: { readonly to: string | null; readonly name: string; readonly icon: TablerIcon }) {
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

/** The address where the customer pays, once more, for who lost it. */
function CopyLink({ url }: { readonly url: string }) {
  const copy = async () => {
    if (await copyText(url)) toast({ tone: "ok", title: "The payment link is copied" });
  };
  return (
    <Menu.Item leftSection={<IconLink size={14} aria-hidden />} onClick={() => void copy()}>
      Copy payment link
    </Menu.Item>
  );
}

interface Acting {
  readonly order: OrderDetail;
  readonly acts: OrderActs;
  readonly onOpen: OpenDialog;
}

/** What Stripe is asked and the engine put to, without a dialog. */
function AtOnce({ order, acts, onOpen }: Acting) {
  const input = { orderId: order.id };
  return (
    <>
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
        {!order.retry.allowed && <span className="act-why">{order.retry.says}</span>}
      </Menu.Item>
      {order.retry.allowed && (
        <Menu.Item leftSection={<IconAdjustments size={14} aria-hidden />} onClick={() => onOpen({ kind: "step" })}>
          Retry with other input
        </Menu.Item>
      )}
      {order.paymentUrl !== null && <CopyLink url={order.paymentUrl} />}
    </>
  );
}

/** Every act on the order. Those that need a word first open a dialog. */
function ActMenu({ order, acts, onOpen }: Acting) {
  const [opened, setOpened] = useState(false);
  const { data: standing } = useQuery(rpc.acts.standing.queryOptions({ input: { orderId: order.id } }));
  useKeys({ a: () => setOpened(true) });
  return (
    <Menu position="bottom-end" width={280} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <ActionIcon variant="default" aria-label="Acts" title="Acts (A)">
          <IconDots size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={520} className="scroll">
        <AtOnce order={order} acts={acts} onOpen={onOpen} />
        {standing && (
          <ActItems groups={offeredActs(standing, order.attention)} onChoose={(act) => onOpen({ kind: "act", act })} />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What can be done with the order right now. */
export function OrderActions({ order, acts, onOpen }: Acting) {
  const askedAt = askedStripeAt(order);
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
      <ActMenu order={order} acts={acts} onOpen={onOpen} />
      {askedAt > 0 && (
        <span className="text3 small">
          Stripe asked <Age at={askedAt} ago />
        </span>
      )}
    </div>
  );
}
