import { ActionIcon, Modal } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Environment } from "../../../shared/kernel/environment.ts";
import { explain } from "../../app/explain.ts";
import { LiveTag } from "../../app/shell/LiveTag.tsx";
import { Refusal as RefusalOf } from "../../ui/Refusal.tsx";
import "./acts.css";

/** A dialog about an event: what is asked, and of what. In `live` the word is repeated, so that nobody takes it for another. */
export function EventDialog(props: {
  readonly title: string;
  readonly of: string;
  readonly env: Environment | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { title, of, env, onClose, children } = props;
  return (
    <Modal.Root opened onClose={onClose} size={480} centered>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <div className="event-act">
          <div className="line event-act-head">
            <Modal.Title className="grow">{title}</Modal.Title>
            <ActionIcon aria-label="Close" onClick={onClose}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
          <p className="line event-act-of">
            {env === "live" && <LiveTag />}
            <span className="clip" title={of}>
              {of}
            </span>
          </p>
          {children}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Why an act was not done. */
export const Refusal = ({ error }: { readonly error: unknown }) => <RefusalOf of={error ? explain(error) : null} />;
