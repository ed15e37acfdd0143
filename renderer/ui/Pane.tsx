import { ActionIcon, Tabs } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useKeys } from "../app/keys/keys.ts";
import { useConsole } from "../app/store.ts";
import { focusGrid } from "./FilterField.tsx";

/** One object beside its table. Enter on a row leads the focus here; closing leads it back to the table. */
export function Pane(props: { readonly label: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const { onClose } = props;
  const pane = useRef<HTMLElement>(null);
  const wanted = useConsole((state) => state.paneWantsFocus);
  const focusPane = useConsole((state) => state.focusPane);
  useEffect(() => {
    if (!wanted) return;
    pane.current?.focus();
    focusPane(false);
  }, [wanted, focusPane]);
  useKeys({
    Escape: () => {
      onClose();
      focusGrid();
    },
  });
  return (
    <aside ref={pane} className="pane" aria-label={props.label} tabIndex={-1}>
      {props.children}
    </aside>
  );
}

const TITLES = { name: "clip", type: "clip mono-title", sentence: "" } as const;

/** The first line of a pane: what it is about, and the way out. */
export function PaneTitle(props: {
  readonly title: string;
  /** A type is set in the face of code and cut; a sentence is never cut. */
  readonly kind?: "name" | "type" | "sentence";
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  return (
    <div className="line">
      <h2 className={TITLES[props.kind ?? "name"]} title={props.title}>
        {props.title}
      </h2>
      {props.children}
      <ActionIcon
        className="pane-close"
        aria-label="Close"
        onClick={() => {
          props.onClose();
          focusGrid();
        }}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

export interface PaneTab<T extends string> {
  readonly tab: T;
  readonly name: string;
  readonly count?: number;
  /** What stands beside the name instead of a count, where somebody should notice it. */
  readonly note?: string | undefined;
  readonly body: () => ReactNode;
}

/** The tabs of a pane; `[` and `]` lead from one to the next. Only the open one is drawn. */
export function PaneTabs<T extends string>(props: {
  readonly tabs: readonly PaneTab<T>[];
  readonly open: T;
  readonly onOpen: (tab: T) => void;
}) {
  const { tabs, onOpen } = props;
  const at = Math.max(
    0,
    tabs.findIndex(({ tab }) => tab === props.open),
  );
  const open = tabs[at];
  const step = (by: number) => {
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next) onOpen(next.tab);
  };
  useKeys({ "[": () => step(-1), "]": () => step(1) });
  if (open === undefined) return null;
  const choose = (value: string | null) => {
    const chosen = tabs.find(({ tab }) => tab === value);
    if (chosen) onOpen(chosen.tab);
  };
  return (
    <Tabs value={open.tab} onChange={choose} className="pane-tabs" keepMounted={false}>
      <Tabs.List>
        {tabs.map(({ tab, name, count, note }) => (
          <Tabs.Tab key={tab} value={tab}>
            {name}
            {count !== undefined && <span className="text3"> {count}</span>}
            {note !== undefined && <span className="pane-note"> {note}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={open.tab} className="scroll pane-tab" tabIndex={0}>
        {open.body()}
      </Tabs.Panel>
    </Tabs>
  );
}
