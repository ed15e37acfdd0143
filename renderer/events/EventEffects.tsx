import { IconArrowsExchange, IconServer } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { EventDetail, EventEffect } from "../../shared/contract/event-detail.ts";
import { useConsole } from "../app/store.ts";
import type { OrderTab } from "../orders/orders-slice.ts";
import { formatStep } from "../ui/age.ts";
import { Prose } from "../ui/Id.tsx";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { Received } from "./columns.tsx";

const WHERE: Readonly<Record<EventEffect["kind"], OrderTab>> = {
  change: "trace",
  server: "trace",
  job: "jobs",
  step: "jobs",
};

/** What the line is about, with its state where it has one. */
function Mark({ effect }: { readonly effect: EventEffect }) {
  switch (effect.kind) {
    case "job":
      return <Status of={vocabulary.job[effect.state]} />;
    case "step":
      return <Status of={vocabulary.attempt[effect.outcome]} />;
    case "server":
      return (
        <span className="event-source">
          <IconServer size={14} aria-hidden /> Server
        </span>
      );
    case "change":
      return (
        <span className="event-source">
          <IconArrowsExchange size={14} aria-hidden /> Change
        </span>
      );
  }
}

function Effect({ effect }: { readonly effect: EventEffect }) {
  const showTab = useConsole((state) => state.showOrderTab);
  const { kind, at, says, orderId } = effect;
  const lasted = kind === "step" && effect.finishedAt !== null ? effect.finishedAt - at : null;
  return (
    <tr data-kind={kind}>
      <td>
        <Received at={at} />
      </td>
      <td className="event-mark">
        <Mark effect={effect} />
      </td>
      <td>
        {kind === "step" && <span className="mono">{effect.name} </span>}
        <Prose>{says}</Prose>
      </td>
      <td className="num">
        {lasted !== null && formatStep(lasted).slice(2)}{" "}
        {orderId !== null && kind !== "step" && (
          <Link
            to="/orders"
            search={{ order: orderId }}
            className="link"
            onClick={() => showTab(WHERE[kind])}
            aria-label={`Order, ${WHERE[kind]}`}
          >
            Order
          </Link>
        )}
      </td>
    </tr>
  );
}

/** What the event caused, step by step, each with the way to its order. */
export function EventEffects({ event }: { readonly event: EventDetail }) {
  if (event.effects.length === 0) return <p className="pane-none">It has changed nothing.</p>;
  return (
    <table className="rows effects">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Came of it</th>
          <th scope="col">
            <span className="unseen">Took, leads to</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {event.effects.map((effect) => (
          <Effect key={effect.key} effect={effect} />
        ))}
      </tbody>
    </table>
  );
}
