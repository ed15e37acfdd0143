import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { EventDetail } from "../../shared/contract/event-detail.ts";
import type { NowAtStripe } from "../../shared/contract/now-at-stripe.ts";
import { rpc } from "../app/engine/rpc.ts";
import { useConsole } from "../app/store.ts";
import { Id, Prose } from "../ui/Id.tsx";
import { Failed, LoadingText } from "../ui/Nothing.tsx";
import { Pane, type PaneTab, PaneTabs, PaneTitle } from "../ui/Pane.tsx";
import { StaleRows } from "../ui/StaleRows.tsx";
import { shortId } from "../ui/short-id.ts";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { EventPast } from "./acts/EventPast.tsx";
import { isRefused, Received } from "./columns.tsx";
import { EventActions } from "./EventActions.tsx";
import { EventDeliveries } from "./EventDeliveries.tsx";
import { EventEffects } from "./EventEffects.tsx";
import { EventHeaders } from "./EventHeaders.tsx";
import { EventPayload } from "./EventPayload.tsx";
import type { EventTab } from "./events-slice.ts";
import { Journey } from "./Journey.tsx";
import { NowAtStripeTab } from "./NowAtStripe.tsx";
import { RefusedRequest } from "./RefusedRequest.tsx";
import { SameObject } from "./SameObject.tsx";

function tabsOf(event: EventDetail, asked: UseQueryResult<NowAtStripe>): readonly PaneTab<EventTab>[] {
  const { headers, deliveries, effects } = event;
  const differ = asked.data?.differences.length ?? 0;
  const note = differ > 0 && asked.data?.deleted !== true ? `${differ} differ` : undefined;
  return [
    { tab: "payload", name: "Payload", body: () => <EventPayload event={event} /> },
    { tab: "headers", name: "Headers", count: Object.keys(headers).length, body: () => <EventHeaders event={event} /> },
    { tab: "deliveries", name: "Deliveries", count: deliveries.length, body: () => <EventDeliveries event={event} /> },
    { tab: "now", name: "Now at Stripe", note, body: () => <NowAtStripeTab event={event} asked={asked} /> },
    { tab: "effects", name: "Effects", count: effects.length, body: () => <EventEffects event={event} /> },
  ];
}

type RefusedTab = "diagnosis" | "payload" | "headers";

/** A refused request is no event: it was delivered to nobody and caused nothing. Of a flood there is nothing but a count. */
function refusedTabsOf(event: EventDetail): readonly PaneTab<RefusedTab>[] {
  const count = Object.keys(event.headers).length;
  return [
    { tab: "diagnosis", name: "Diagnosis", body: () => <RefusedRequest event={event} /> },
    ...(event.more > 0
      ? []
      : [
          { tab: "payload" as const, name: "Payload", body: () => <EventPayload event={event} /> },
          { tab: "headers" as const, name: "Headers", count, body: () => <EventHeaders event={event} /> },
        ]),
  ];
}

/** What it is, when and how it came, and whose it is. */
function Facts({ event }: { readonly event: EventDetail }) {
  const { eventId, orderId, answeredStatus, outcome } = event;
  return (
    <div className="pane-facts">
      <Status of={vocabulary.event[outcome]} />
      {eventId === null && <Received at={event.receivedAt} />}
      {eventId !== null && <Id value={eventId} copy="Copy event id" />}
      {answeredStatus !== null && outcome === "rejected" && <span>answered {answeredStatus}</span>}
      {event.reasonCode !== null && <span className="mono">{event.reasonCode}</span>}
      {orderId !== null && (
        <span>
          <Link to="/orders" search={{ order: orderId }} className="link">
            {event.customerEmail ?? shortId(orderId)}
          </Link>
        </span>
      )}
    </div>
  );
}

function Content({ event, onClose }: { readonly event: EventDetail; readonly onClose: () => void }) {
  const tab = useConsole((state) => state.eventTab);
  const showTab = useConsole((state) => state.showEventTab);
  const [refusedTab, showRefusedTab] = useState<RefusedTab>("diagnosis");
  const refused = isRefused(event);
  // Stripe is asked when somebody wants to know, not for each row that is walked over.
  const wanted = tab === "now" && !refused;
  const asked = useQuery(rpc.events.nowAtStripe.queryOptions({ input: { id: event.id }, enabled: wanted }));
  return (
    <>
      <div className="pane-head">
        <PaneTitle
          title={refused ? (event.reason ?? "Refused") : (event.type ?? "An event that can't be read")}
          kind={refused ? "sentence" : "type"}
          onClose={onClose}
        >
          <SameObject event={event} />
        </PaneTitle>
        <Facts event={event} />
        {!refused && event.reason !== null && (
          <p className="event-reason">
            <Prose>{event.reason}</Prose>
          </p>
        )}
      </div>
      {!refused && <Journey stops={event.journey} />}
      <EventPast event={event} />
      <EventActions event={event} />
      {refused ? (
        <PaneTabs tabs={refusedTabsOf(event)} open={refusedTab} onOpen={showRefusedTab} />
      ) : (
        <PaneTabs tabs={tabsOf(event, asked)} open={tab} onOpen={showTab} />
      )}
    </>
  );
}

/** One arrival beside the journal: its way in, what it carried, how often it came, what it caused; or why it was refused. */
export function EventPane({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const event = useQuery(rpc.events.get.queryOptions({ input: { id } }));
  const { data, error } = event;
  return (
    <Pane label={data ? `Event ${data.type ?? data.reason ?? String(id)}` : "Event"} onClose={onClose}>
      {data && <StaleRows of={event} what="The entry" />}
      {data ? (
        <Content key={data.id} event={data} onClose={onClose} />
      ) : (
        <>
          <div className="pane-head">
            <PaneTitle title={`Entry ${id}`} onClose={onClose} />
          </div>
          {error ? (
            <Failed what="The entry" error={error} onRetry={() => void event.refetch()} busy={event.isFetching} />
          ) : (
            <LoadingText lines={12} />
          )}
        </>
      )}
    </Pane>
  );
}
