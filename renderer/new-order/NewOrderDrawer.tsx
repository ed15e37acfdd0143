import { ActionIcon, Drawer } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Environment } from "../../shared/kernel/environment.ts";
import { rpc } from "../app/engine/rpc.ts";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { NewOrderForm } from "./NewOrderForm.tsx";
import { NewOrderResult } from "./NewOrderResult.tsx";
import type { Created } from "./send-order.ts";
import "./new-order.css";

/** A new order, from the customer's e-mail to the payment link, and then to the running server. */
export function NewOrderDrawer({ env }: { readonly env: Environment | undefined }) {
  const navigate = useNavigate();
  const [created, setCreated] = useState<Created | null>(null);
  const orderId = created?.orderId ?? "";
  const order = useQuery(rpc.orders.get.queryOptions({ input: { orderId }, enabled: created !== null }));
  const close = () => void navigate({ to: ".", search: (now: object) => ({ ...now, new: undefined }) });
  const status = order.data?.status ?? "pending";
  const waits = created === null ? "Not created yet" : "Waiting for payment";
  return (
    <Drawer.Root opened onClose={close} position="right" size={560} transitionProps={{ duration: 200 }}>
      <Drawer.Overlay backgroundOpacity={0.5} />
      <Drawer.Content>
        <div className="new">
          <div className="new-head">
            <Drawer.Title>New order</Drawer.Title>
            <Status of={vocabulary.order[status]} word={status === "pending" ? waits : undefined} />
            <ActionIcon className="pane-close" aria-label="Close" onClick={close}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
          {created === null ? (
            <NewOrderForm env={env} onCreated={setCreated} onCancel={close} />
          ) : (
            <NewOrderResult
              created={created}
              order={order}
              env={env}
              onAnother={() => setCreated(null)}
              onOpenOrder={() => void navigate({ to: "/orders", search: { order: orderId } })}
            />
          )}
        </div>
      </Drawer.Content>
    </Drawer.Root>
  );
}
