import { ActionIcon, Button, Modal } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { environmentWords } from "../../app/shell/environment.ts";
import { Keys } from "../../ui/Keys.tsx";
import { LongWait } from "../../ui/LongWait.tsx";
import { Money } from "../../ui/Money.tsx";
import { Refusal } from "../../ui/Refusal.tsx";
import { ActFields } from "./ActFields.tsx";
import type { ActOn } from "./act-values.ts";
import { ACT_NAMES, actWords } from "./act-words.ts";
import { useAct } from "./use-act.ts";
import "./acts.css";

/** Whose order it is; in `live` the word is repeated, so that nobody takes it for another. */
function Whose({ on: { env, order } }: { readonly on: ActOn }) {
  const { word, icon: Icon } = environmentWords[env];
  return (
    <p className="line act-whose">
      {env === "live" && (
        <strong className="act-env">
          <Icon size={13} stroke={2.2} aria-hidden />
          {word}
        </strong>
      )}
      <span className="clip">
        {order.customerEmail ?? "No known customer"}, {order.serverName}, {order.planName}
      </span>
      <Money of={order.price} />
    </p>
  );
}

/** One act on an order: what will happen and what won't, what is needed for it, and its button. */
export function ActDialog({ on, onClose }: { readonly on: ActOn; readonly onClose: () => void }) {
  const act = useAct(on, onClose);
  const words = actWords(on, act.values, act.plan.quote);
  useWindowEvent("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) act.submit();
  });
  return (
    <Modal.Root opened onClose={onClose} size={460} centered>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <div className="act">
          <div className="line act-head">
            <Modal.Title className="grow">{ACT_NAMES[on.kind]}</Modal.Title>
            <ActionIcon aria-label="Close" onClick={onClose}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
          <Whose on={on} />
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              act.submit();
            }}
          >
            <div className="act-says" aria-live="polite">
              <p>{words.does}</p>
              <p className="text2">{words.not}</p>
            </div>
            <ActFields on={on} act={act} />
            <Refusal of={act.refusal} />
            <LongWait busy={act.busy} says="No answer for 10 s. Waybill goes on waiting for Stripe or the panel." />
            <div className="line act-foot">
              <Button onClick={onClose}>Leave it</Button>
              <Button
                type="submit"
                variant="filled"
                {...(words.danger ? { color: "bad" } : {})}
                loading={act.busy}
                disabled={!act.isReady}
                rightSection={<Keys of="Ctrl Enter" />}
              >
                {words.button}
              </Button>
            </div>
          </form>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
