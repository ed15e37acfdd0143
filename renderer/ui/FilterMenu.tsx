import { Button, Menu } from "@mantine/core";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";

export interface Choice<V> {
  readonly value: V;
  readonly name: string;
  readonly mark?: ReactNode;
}

/** A menu that narrows a table to one value; the chosen one stands on its button. */
export function FilterMenu<V extends string | number>(props: {
  readonly name: string;
  readonly any: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V | undefined;
  readonly onChoose: (value: V | undefined) => void;
}) {
  const { name, value, choices } = props;
  const chosen = choices.find((choice) => choice.value === value)?.name ?? value;
  const all: readonly (Choice<V> | { readonly value: undefined; readonly name: string; readonly mark?: ReactNode })[] =
    [{ value: undefined, name: props.any }, ...choices];
  return (
    <Menu>
      <Menu.Target>
        <Button data-chosen={value !== undefined || undefined} rightSection={<IconChevronDown size={13} aria-hidden />}>
          {chosen === undefined ? name : `${name}: ${chosen}`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} className="scroll">
        {all.map((choice) => (
          <Menu.RadioItem
            key={choice.value ?? ""}
            value={String(choice.value)}
            checked={choice.value === value}
            checkIcon={<IconCheck size={14} aria-hidden />}
            rightSection={choice.mark}
            closeMenuOnClick
            onChange={() => props.onChoose(choice.value)}
          >
            {choice.name}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
