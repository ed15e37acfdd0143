import { Button } from "@mantine/core";
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import type { EventView } from "../../shared/contract/event-rows.ts";
import { useKeys } from "../app/keys/keys.ts";
import { eventSources, type EventsSearch } from "../app/search.ts";
import { useConsole } from "../app/store.ts";
import { DoctorLink } from "../signature/DoctorLink.tsx";
import { ForwardBar } from "../forward/ForwardBar.tsx";
import { FilterField } from "../ui/FilterField.tsx";
import { FilterMenu } from "../ui/FilterMenu.tsx";
import { Keys } from "../ui/Keys.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { type View, Views } from "../ui/Views.tsx";
import { BackfillButton } from "./acts/BackfillButton.tsx";
import { ReplayManyButton, ReplayProgress } from "./acts/ReplayMany.tsx";
import { TriggerMenu } from "./acts/TriggerMenu.tsx";
import { sourceWords } from "./columns.tsx";
import { EventPane } from "./EventPane.tsx";
import { EventsTable } from "./EventsTable.tsx";
import type { TailEvent } from "./tail.ts";
import { useEvents } from "./use-events.ts";
import "./events.css";

const route = getRouteApi("/events");

const VIEWS: readonly View<EventView>[] = [
  { view: "all", name: "All" },
  { view: "rejected", name: "Rejected", tone: "bad" },
  { view: "retrying", name: "Retrying", tone: "warn" },
  { view: "duplicate", name: "Duplicate" },
  { view: "not_ours", name: "Not ours" },
];

const SOURCES = eventSources.map((source) => {
  const { name, icon: Icon } = sourceWords[source];
  return { value: source, name, mark: <Icon size={14} aria-hidden /> };
});

const DOCTOR = <DoctorLink of="paste">Signature doctor</DoctorLink>;

function PauseButton({ paused, onToggle }: { readonly paused: boolean; readonly onToggle: () => void }) {
  return (
    <Button
      className="event-pause"
      data-paused={paused || undefined}
      aria-pressed={paused}
      leftSection={
        paused ? <IconPlayerPauseFilled size={12} aria-hidden /> : <IconPlayerPlayFilled size={12} aria-hidden />
      }
      rightSection={<Keys of="Space" />}
      onClick={onToggle}
    >
      {paused ? "Paused" : "Live"}
    </Button>
  );
}

/** What narrows the table, and what can be done with all that it then shows. */
function EventFilters(props: {
  readonly search: EventsSearch;
  readonly narrow: (by: EventsSearch) => void;
  readonly children: ReactNode;
}) {
  const { search, narrow, children } = props;
  const onQuery = useCallback((q: string) => narrow({ q: q === "" ? undefined : q }), [narrow]);
  return (
    <search className="filters">
      <FilterField
        label="Filter events"
        placeholder="Filter by type, event id, order or customer"
        value={search.q ?? ""}
        onChange={onQuery}
      />
      <FilterMenu
        name="Source"
        any="Any source"
        choices={SOURCES}
        value={search.source}
        onChoose={(source) => narrow({ source })}
      />
      <ReplayManyButton search={search} />
      {children}
    </search>
  );
}

/** Holds the tail still from the moment that a row is opened until it is closed, or somebody resumes it. */
function usePauseWhileOpen(opened: boolean, newest: number, send: (event: TailEvent) => void): void {
  const ceiling = useRef(newest);
  useEffect(() => {
    ceiling.current = newest;
  });
  const ready = newest > 0;
  useEffect(() => {
    if (!opened || !ready) return;
    send({ kind: "paused", why: "opened", newest: ceiling.current });
    return () => send({ kind: "over", why: "opened" });
  }, [opened, ready, send]);
}

/** Events: every webhook request as it arrives, accepted or refused, and what came of it. */
export function EventsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const focusPane = useConsole((state) => state.focusPane);
  const events = useEvents(search);
  const { pause, send, rows } = events;
  const newest = rows[0]?.id ?? 0;
  usePauseWhileOpen(search.event !== undefined, newest, send);
  const toggle = () => send(pause === null ? { kind: "paused", why: "asked", newest } : { kind: "resumed" });
  useKeys({ " ": toggle });
  const narrow = useCallback(
    (by: EventsSearch) => void navigate({ search: (now) => ({ ...now, ...by }), replace: true }),
    [navigate],
  );
  const show = (event: number | undefined, replace: boolean) =>
    void navigate({ search: (now) => ({ ...now, event }), replace });
  return (
    <div className="split events-split">
      <div className="split-main">
        <PageHead title="Events">
          {DOCTOR}
          <BackfillButton />
          <TriggerMenu />
        </PageHead>
        <ForwardBar />
        <Views
          label="Views of the events"
          views={VIEWS}
          counts={events.counts}
          active={search.view ?? "all"}
          onChoose={(view) => void navigate({ search: (now) => ({ ...now, view: view === "all" ? undefined : view }) })}
        />
        <EventFilters search={search} narrow={narrow}>
          <PauseButton paused={pause !== null} onToggle={toggle} />
        </EventFilters>
        <ReplayProgress />
        <EventsTable
          search={search}
          events={events}
          onOpen={(id, how) => {
            focusPane(how === "keyboard");
            show(Number(id), false);
          }}
          onMove={(id) => show(Number(id), true)}
          onClear={() => narrow({ q: undefined, source: undefined })}
        />
      </div>
      {search.event !== undefined && <EventPane id={search.event} onClose={() => show(undefined, false)} />}
    </div>
  );
}
