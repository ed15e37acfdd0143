import { ActionIcon, Modal } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { Keys } from "../../ui/Keys.tsx";
import { useConsole } from "../store.ts";
import { keymap } from "./keymap.ts";

/** All keys, and the switch that turns the single letters off for who types with speech or a switch. */
export function KeysDialog() {
  const { keysShown, showKeys, letterKeys, setLetterKeys } = useConsole();
  return (
    <Modal.Root opened={keysShown} onClose={() => showKeys(false)} size={420} centered>
      <Modal.Overlay backgroundOpacity={0.5} />
      <Modal.Content className="keys">
        <div className="line keys-head">
          <Modal.Title className="grow">Keys</Modal.Title>
          <ActionIcon aria-label="Close" onClick={() => showKeys(false)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
        <dl className="keys-list">
          {keymap.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <Keys key={key} of={key} />
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label className="line keys-switch">
          <input type="checkbox" checked={letterKeys} onChange={(event) => setLetterKeys(event.target.checked)} />
          Single letters work as keys when no field has focus
        </label>
      </Modal.Content>
    </Modal.Root>
  );
}
