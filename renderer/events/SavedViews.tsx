import { Menu } from "@mantine/core";
import { IconDots, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { SavedEventView } from "../../shared/contract/event-views.ts";
import type { EventsSearch } from "../app/search.ts";
import { ViewName } from "./ViewName.tsx";
import { addressOf, filterOf, isAsSaved, useSavedViews } from "./use-saved-views.ts";

/** The saved views as tabs after the built-in ones, and the way to save the table as it is filtered now. */
export function SavedViews(props: { readonly search: EventsSearch; readonly onGo: (to: EventsSearch) => void }) {
  const { search, onGo } = props;
  const { views, save, remove } = useSavedViews();
  const [naming, setNaming] = useState<"new" | "rename" | null>(null);
  const active = views.find(({ id }) => id === search.saved);
  const close = () => setNaming(null);
  const onName = (name: string) => {
    const renamed = naming === "rename" ? active : undefined;
    const view = renamed ? { ...renamed, name } : { ...filterOf(search), id: null, name };
    save.mutate(view, {
      onSuccess: (saved) => {
        close();
        if (!renamed) onGo(addressOf(saved));
      },
    });
  };
  const nameField = { busy: save.isPending, onName, onClose: close };
  return (
    <>
      {views.map((view) => (
        <button
          key={view.id}
          type="button"
          aria-current={view.id === active?.id ? "true" : undefined}
          onClick={() => onGo(addressOf(view))}
        >
          {view.name}
          {view.id === active?.id && !isAsSaved(view, search) && <span className="text3">changed</span>}
        </button>
      ))}
      {active && (
        <ViewName {...nameField} opened={naming === "rename"} name={active.name} title="Rename this view">
          <ViewMenu
            view={active}
            changed={!isAsSaved(active, search)}
            onRename={() => setNaming("rename")}
            onKeep={() => save.mutate({ ...active, ...filterOf(search) })}
            onBack={() => onGo(addressOf(active))}
            onRemove={() => remove.mutate(active.id, { onSuccess: () => onGo({}) })}
          />
        </ViewName>
      )}
      <ViewName {...nameField} opened={naming === "new"} name={search.q ?? ""} title="Save this view">
        <button type="button" aria-label="Save this view" onClick={() => setNaming(naming === "new" ? null : "new")}>
          <IconPlus size={15} aria-hidden />
        </button>
      </ViewName>
    </>
  );
}

function ViewMenu(props: {
  readonly view: SavedEventView;
  readonly changed: boolean;
  readonly onRename: () => void;
  readonly onKeep: () => void;
  readonly onBack: () => void;
  readonly onRemove: () => void;
}) {
  return (
    <Menu>
      <Menu.Target>
        <button type="button" aria-label={`What to do with ${props.view.name}`}>
          <IconDots size={15} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {props.changed && <Menu.Item onClick={props.onKeep}>Keep the filter as it is now</Menu.Item>}
        {props.changed && <Menu.Item onClick={props.onBack}>Back to how it was saved</Menu.Item>}
        <Menu.Item onClick={props.onRename}>Rename</Menu.Item>
        <Menu.Item onClick={props.onRemove}>Delete</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
