import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useEffect, useRef } from "react";
import type { EventView } from "../../shared/contract/event-rows.ts";
import { useKeys } from "../app/keys/keys.ts";
import type { EventsSearch } from "../app/search.ts";
import { useConsole } from "../app/store.ts";
import { WebhooksMenu } from "../endpoints/WebhooksMenu.tsx";
import { ForwardBar } from "../forward/ForwardBar.tsx";
import { PageHead } from "../ui/PageHead.tsx";
import { type View, Views } from "../ui/Views.tsx";
import { BackfillButton } from "./acts/BackfillButton.tsx";
import { ReplayProgress } from "./acts/ReplayMany.tsx";
import { TriggerMenu } from "./acts/TriggerMenu.tsx";
import { EventFilters } from "./EventFilters.tsx";
import { EventPane } from "./EventPane.tsx";
import { EventsTable } from "./EventsTable.tsx";
import { PauseButton } from "./PauseButton.tsx";
import { SavedViews } from "./SavedViews.tsx";
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

const ofAddress = (view: EventView) => (view === "all" ? undefined : view);
/** A built-in view keeps what was typed; leaving a saved one leaves its filter, too. */
const kept = ({ q, source }: EventsSearch): EventsSearch => ({ q, source });

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
  const go = (to: EventsSearch) => void navigate({ search: ({ event }) => ({ event, ...to }) });
  const show = (event: number | undefined, replace: boolean) =>
    void navigate({ search: (now) => ({ ...now, event }), replace });
  return (
    <div className="split events-split">
      <div className="split-main">
        <PageHead title="Events" fact={events.counts && `${events.counts.all.toLocaleString("en-US")} in the journal`}>
          <WebhooksMenu />
          <BackfillButton />
          <TriggerMenu />
        </PageHead>
        <ForwardBar />
        <Views
          label="Views of the events"
          views={VIEWS}
          counts={events.counts}
          active={search.saved === undefined ? (search.view ?? "all") : null}
          onChoose={(view) => go({ ...(search.saved === undefined ? kept(search) : {}), view: ofAddress(view) })}
        >
          <SavedViews search={search} onGo={go} />
        </Views>
        <EventFilters search={search} rows={rows} problems={events.problems} narrow={narrow}>
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
