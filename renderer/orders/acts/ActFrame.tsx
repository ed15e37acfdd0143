import { ActionIcon, Modal } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import "./acts.css";

/** A dialog with a form that Ctrl Enter sends from wherever the focus is. `of` says whose it is, above the form. */
export function ActFrame(props: {
  readonly title: string;
  readonly size: number;
  readonly of?: ReactNode;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const { title, size, of, onClose, onSubmit, children } = props;
  useWindowEvent("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onSubmit();
  });
  return (
    <Modal.Root opened onClose={onClose} size={size} centered>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content>
        <div className="act">
          <div className="line act-head">
            <Modal.Title className="grow">{title}</Modal.Title>
            <ActionIcon aria-label="Close" onClick={onClose}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
          {of}
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              onSubmit();
            }}
          >
            {children}
          </form>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
