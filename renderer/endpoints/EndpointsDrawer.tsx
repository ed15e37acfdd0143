import { ActionIcon, Drawer } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { EndpointWish } from "../../shared/contract/endpoints.ts";
import { useFocusBack } from "../ui/use-focus-back.ts";
import { EndpointPlanView } from "./EndpointPlanView.tsx";
import { EndpointsList } from "./EndpointsList.tsx";
import "../new-order/new-order.css";
import "../signature/signature.css";
import "./endpoints.css";

/** The account's webhook endpoints, what each lacks, and what mends it: the plan comes before the act. */
export function EndpointsDrawer() {
  const navigate = useNavigate();
  const [wish, choose] = useState<EndpointWish | null>(null);
  useFocusBack();
  const close = () => void navigate({ to: ".", search: (now: object) => ({ ...now, endpoints: undefined }) });
  return (
    <Drawer.Root opened onClose={close} position="right" size={560} transitionProps={{ duration: 200 }}>
      <Drawer.Overlay backgroundOpacity={0.5} />
      <Drawer.Content>
        <div className="new">
          <div className="new-head">
            <Drawer.Title>Webhook endpoints</Drawer.Title>
            <ActionIcon className="pane-close" aria-label="Close" onClick={close}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
          {wish === null ? (
            <EndpointsList onWish={choose} />
          ) : (
            <EndpointPlanView wish={wish} onBack={() => choose(null)} />
          )}
        </div>
      </Drawer.Content>
    </Drawer.Root>
  );
}
