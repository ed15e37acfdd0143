import { ActionIcon, Drawer } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useFocusBack } from "../ui/use-focus-back.ts";
import { JournalDoctor } from "./JournalDoctor.tsx";
import { PasteDoctor } from "./PasteDoctor.tsx";
import "../events/events.css";
import "../new-order/new-order.css";
import "./signature.css";

/** The signature doctor: which cause a refused signature has, and what proves it. `of` is a journal's entry, or what is pasted. */
export function SignatureDrawer({ of }: { readonly of: number | "paste" }) {
  const navigate = useNavigate();
  useFocusBack();
  const show = (signature: "paste" | undefined) =>
    void navigate({ to: ".", search: (now: object) => ({ ...now, signature }) });
  return (
    <Drawer.Root opened onClose={() => show(undefined)} position="right" size={560} transitionProps={{ duration: 200 }}>
      <Drawer.Overlay backgroundOpacity={0.5} />
      <Drawer.Content>
        <div className="new doctor">
          <div className="new-head">
            <Drawer.Title>Signature doctor</Drawer.Title>
            <span className="text3 small">{of === "paste" ? "of a pasted request" : `of entry ${of}`}</span>
            <ActionIcon className="pane-close" aria-label="Close" onClick={() => show(undefined)}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
          {of === "paste" ? <PasteDoctor /> : <JournalDoctor id={of} onPaste={() => show("paste")} />}
        </div>
      </Drawer.Content>
    </Drawer.Root>
  );
}
