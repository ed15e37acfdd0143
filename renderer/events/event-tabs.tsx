import { Link } from "@tanstack/react-router";
import type { EventDetail } from "../../shared/contract/event-detail.ts";
import { Copy } from "../ui/Copy.tsx";
import { Prose } from "../ui/Id.tsx";
import { Json } from "../ui/Json.tsx";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { Received, Source } from "./columns.tsx";

/** Fields that say whose event it is; they are marked, because they are what one looks for. */
const HOT = ["order_id", "client_reference_id"];

/** The bytes as they came; what was too large to keep is said, not shown as nothing. */
export function EventPayload({ event }: { readonly event: EventDetail }) {
  if (event.payload === null)
    return (
      <p className="pane-none">
        The body of {event.bodyBytes.toLocaleString("en-US")} bytes was not kept. Stripe still has the event.
      </p>
    );
  if (event.payload === "") return <p className="pane-none">The request had no body.</p>;
  return <Json text={event.payload} hot={HOT} />;
}

/** The request's headers and where it came from. */
export function EventHeaders({ event }: { readonly event: EventDetail }) {
  const headers = Object.entries(event.headers);
  return (
    <>
      {headers.length === 0 ? (
        <p className="pane-none">It did not come as a request, so it has no headers.</p>
      ) : (
        <>
          <div className="line">
            <h3 className="grow">Headers</h3>
            <Copy value={headers.map(([name, value]) => `${name}: ${value}`).join("\n")} what="Copy all headers" />
          </div>
          <dl className="facts mono">
            {headers.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>Request</h3>
      <dl className="facts">
        <div>
          <dt>Received</dt>
          <dd>
            <Received at={event.receivedAt} /> <Source of={event.source} />
          </dd>
        </div>
        <div>
          <dt>From</dt>
          <dd className="mono">{event.remoteAddress ?? "not known"}</dd>
        </div>
        <div>
          <dt>Body</dt>
          <dd>{event.bodyBytes.toLocaleString("en-US")} bytes</dd>
        </div>
        <div>
          <dt>Answered</dt>
          <dd>{event.answeredStatus ?? "no request to answer"}</dd>
        </div>
      </dl>
    </>
  );
}

/** Every arrival of the same event, so that one sees that it was applied once. */
export function EventDeliveries({ event }: { readonly event: EventDetail }) {
  const { deliveries } = event;
  const applied = deliveries.filter(({ outcome }) => outcome === "applied").length;
  const times = deliveries.length === 1 ? "once" : `${deliveries.length} times`;
  return (
    <>
      <p className="event-lead">
        Arrived {times}, applied {applied === 1 ? "once" : `${applied} times`}.
      </p>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">Outcome</th>
            <th scope="col">Source</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((arrival) => (
            <tr key={arrival.id}>
              <td>
                {arrival.id === event.id ? (
                  <Received at={arrival.receivedAt} />
                ) : (
                  <Link from="/events" to="/events" search={(now) => ({ ...now, event: arrival.id })} className="link">
                    <Received at={arrival.receivedAt} />
                  </Link>
                )}
              </td>
              <td>
                <Status of={vocabulary.event[arrival.outcome]} />
              </td>
              <td>
                <Source of={arrival.source} />
              </td>
              <td className="text2">{arrival.reason ?? (arrival.outcome === "duplicate" ? "same event id" : "")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What the event caused, each with the way to its order. */
export function EventEffects({ event }: { readonly event: EventDetail }) {
  if (event.effects.length === 0) return <p className="pane-none">It has changed nothing.</p>;
  return (
    <table className="rows">
      <tbody>
        {event.effects.map((effect) => (
          <tr key={`${effect.at} ${effect.says}`}>
            <td>
              <Received at={effect.at} />
            </td>
            <td>
              <Prose>{effect.says}</Prose>
            </td>
            <td>
              {effect.orderId !== null && (
                <Link to="/orders" search={{ order: effect.orderId }} className="link">
                  Order
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
