import { ActionIcon, TextInput } from "@mantine/core";
import { IconFilter, IconX } from "@tabler/icons-react";
import { Keys } from "./Keys.tsx";
import { useTyped } from "./use-typed.ts";

/** The one field that filters a table. Slash leads here, Esc clears it and then leads back to the table. */
export function FilterField(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useTyped(props.value, props.onChange);
  return (
    <TextInput
      size="xs"
      className="grow"
      data-filter
      aria-label={props.label}
      placeholder={props.placeholder}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        if (typed === "") focusGrid();
        else setTyped("");
      }}
      leftSection={<IconFilter size={14} aria-hidden />}
      rightSection={
        typed === "" ? (
          <Keys of="/" />
        ) : (
          <ActionIcon size={24} aria-label="Clear the filter" onClick={() => setTyped("")}>
            <IconX size={13} aria-hidden />
          </ActionIcon>
        )
      }
    />
  );
}

/** Gives the focus to the page's table, where there is one. */
export const focusGrid = (): void => document.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
