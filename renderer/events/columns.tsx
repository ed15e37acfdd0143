import { IconDatabaseImport, IconRepeat, IconTerminal2, IconWorldDownload, type TablerIcon } from "@tabler/icons-react";
import type { EventRow } from "../../shared/contract/event-rows.ts";
import type { EventSource } from "../../shared/contract/states.ts";
import { useClock } from "../app/clock.ts";
import type { GridColumn } from "../ui/grid/features.ts";
import { shortId } from "../ui/short-id.ts";
import { arrivalTime, fullTime } from "../ui/moment.ts";
import { Status } from "../ui/Status.tsx";
import { Tag } from "../ui/Tag.tsx";
import { vocabulary } from "../ui/vocabulary.ts";

/** How an event came in, in words. */
export const sourceWords: Readonly<Record<EventSource, { readonly name: string; readonly icon: TablerIcon }>> = {
  endpoint: { name: "Endpoint", icon: IconWorldDownload },
  forward: { name: "Forward", icon: IconTerminal2 },
  catch_up: { name: "Catch-up", icon: IconDatabaseImport },
  replay: { name: "Replay", icon: IconRepeat },
};

export function Source({ of }: { readonly of: EventSource }) {
  const { name, icon: Icon } = sourceWords[of];
  return (
    <span className="event-source">
      <Icon size={13} aria-hidden />
      {name}
    </span>
  );
}

/** When it arrived, to the millisecond where that was today. */
export function Received({ at }: { readonly at: number }) {
  const text = useClock((now) => arrivalTime(at, now));
  return (
    <span className="mono text3" title={fullTime(at)}>
      {text}
    </span>
  );
}

/** A refused request is no event yet: its reason takes the room of type and order. */
export const isRefused = ({ type, outcome }: EventRow): boolean => outcome === "rejected" && type === null;

export const eventColumns: readonly GridColumn<EventRow>[] = [
  { id: "received", header: "Received", cell: ({ row }) => <Received at={row.original.receivedAt} /> },
  { id: "outcome", header: "Outcome", cell: ({ row }) => <Status of={vocabulary.event[row.original.outcome]} /> },
  {
    id: "event",
    header: "Event",
    meta: { className: "clip" },
    cell: ({ row: { original: event } }) =>
      isRefused(event) ? (
        <>
          {event.more > 0 && <Tag>{event.more.toLocaleString("en-US")} more</Tag>}{" "}
          <span title={event.reason ?? ""}>{event.reason ?? "Refused before it could be read"}</span>
        </>
      ) : (
        <span className="mono" title={event.eventId ?? ""}>
          {event.type ?? "unreadable"}
        </span>
      ),
  },
  {
    id: "order",
    header: "Order",
    meta: { className: "clip text2" },
    cell: ({ row: { original: event } }) => {
      if (event.customerEmail !== null) return <span title={event.customerEmail}>{event.customerEmail}</span>;
      if (event.orderId !== null) return <span className="mono">{shortId(event.orderId)}</span>;
      return <span className="text3">–</span>;
    },
  },
  { id: "source", header: "Source", cell: ({ row }) => <Source of={row.original.source} /> },
];
