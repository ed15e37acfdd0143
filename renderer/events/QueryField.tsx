import { ActionIcon, Combobox, TextInput, useCombobox } from "@mantine/core";
import { IconFilter, IconX } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import { focusGrid } from "../ui/FilterField.tsx";
import { Keys } from "../ui/Keys.tsx";
import { useTyped } from "../ui/use-typed.ts";
import { type Suggestion, suggestions } from "./query-suggestions.ts";

/** The field that filters the journal; it suggests how a word may go on. Esc closes that, then clears, then leaves. */
export function QueryField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The types that the table shows, for suggestions. */
  readonly types: readonly string[];
  /** The id of what says why the filter can't be understood; null where it can. */
  readonly problem: string | null;
}) {
  const [typed, setTyped] = useTyped(props.value, props.onChange);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const ways = suggestions(typed, props.types);
  const onType = (text: string) => {
    setTyped(text);
    if (/\S$/.test(text) && suggestions(text, props.types).length > 0) combobox.openDropdown();
    else combobox.closeDropdown();
    combobox.resetSelectedOption();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || combobox.dropdownOpened) return;
    event.preventDefault();
    if (typed === "") focusGrid();
    else setTyped("");
  };
  return (
    // A list that is kept, though nobody sees it, would take the page's keys for its own.
    <Combobox store={combobox} onOptionSubmit={onType} position="bottom-start" width={300} keepMounted={false}>
      <Combobox.Target>
        <TextInput
          size="xs"
          className="grow"
          data-filter
          aria-label="Filter events"
          placeholder="type:invoice.*  order:  customer:  id:"
          maxLength={200}
          value={typed}
          error={props.problem !== null}
          aria-describedby={props.problem ?? undefined}
          onChange={(event) => onType(event.currentTarget.value)}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
          leftSection={<IconFilter size={14} aria-hidden />}
          rightSection={
            typed === "" ? (
              <Keys of="/" />
            ) : (
              <ActionIcon size={24} aria-label="Clear the filter" onClick={() => onType("")}>
                <IconX size={13} aria-hidden />
              </ActionIcon>
            )
          }
        />
      </Combobox.Target>
      <Ways ways={ways} />
    </Combobox>
  );
}

function Ways({ ways }: { readonly ways: readonly Suggestion[] }) {
  return (
    <Combobox.Dropdown hidden={ways.length === 0}>
      <Combobox.Options aria-label="How the filter may go on">
        {ways.map(({ text, word, example }) => (
          <Combobox.Option key={text} value={text} className="query-way">
            <span className="mono">{word}</span>
            {example !== null && <span className="text3">{example}</span>}
          </Combobox.Option>
        ))}
      </Combobox.Options>
    </Combobox.Dropdown>
  );
}
