import { Link } from "@tanstack/react-router";
import type { Delivery, EventDetail } from "../../shared/contract/event-detail.ts";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { Received, Source } from "./columns.tsx";

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

/** `200 in 3 ms`; nothing where nobody waited for an answer. */
const answer = ({ answeredStatus, answeredAfterMs }: Delivery): string =>
  answeredStatus === null || answeredAfterMs === null ? "–" : `${answeredStatus} in ${answeredAfterMs} ms`;

function why(arrival: Delivery, first: boolean): string {
  if (arrival.reason !== null) return arrival.reason;
  if (arrival.outcome === "duplicate") return "same event id";
  return first ? "first" : "";
}

/** Every arrival of the same event with what its sender was answered, so that one sees that it was applied once. */
export function EventDeliveries({ event }: { readonly event: EventDetail }) {
  const { deliveries } = event;
  const applied = deliveries.filter(({ outcome }) => outcome === "applied").length;
  return (
    <>
      <p className="event-lead">
        Arrived {times(deliveries.length)}
        {applied > 0 ? `, applied ${times(applied)}` : ""}.
      </p>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">Outcome</th>
            <th scope="col">Source</th>
            <th scope="col">Answer</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((arrival, index) => (
            <tr key={arrival.id} aria-current={arrival.id === event.id ? "true" : undefined}>
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
              <td className="text2 event-answer">{answer(arrival)}</td>
              <td className="text2">{why(arrival, index === 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
