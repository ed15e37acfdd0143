import { Link } from "@tanstack/react-router";
import type { JobRow, OrderDetail } from "../../shared/contract/orders.ts";
import { useClock } from "../app/clock.ts";
import { formatSpan } from "../ui/age.ts";
import { arrivalTime, fullTime } from "../ui/moment.ts";
import { Prose } from "../ui/Id.tsx";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import type { OpenDialog } from "./order-dialog.ts";
import { OrderSteps } from "./steps/OrderSteps.tsx";

/** A moment of a list, exact; the day is added when it is not today. */
export function At({ at }: { readonly at: number }) {
  const text = useClock((now) => arrivalTime(at, now));
  return (
    <span className="mono text3 num" title={fullTime(at)}>
      {text}
    </span>
  );
}

/** The arrivals in the journal that concern the order; each leads to its inspector. */
export function OrderEvents({ order }: { readonly order: OrderDetail }) {
  if (order.events.length === 0)
    return <p className="pane-none">No webhook and no caught-up event has named this order yet.</p>;
  return (
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">Received</th>
          <th scope="col">Outcome</th>
          <th scope="col">Event</th>
        </tr>
      </thead>
      <tbody>
        {order.events.map((event) => (
          <tr key={event.id}>
            <td>
              <At at={event.receivedAt} />
            </td>
            <td>
              <Status of={vocabulary.event[event.outcome]} />
            </td>
            <td>
              <Link to="/events" search={{ event: event.id }} className={event.type === null ? "link" : "link mono"}>
                {event.type ?? event.reason ?? "a request without an event"}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NextRun({ job }: { readonly job: JobRow }) {
  return useClock((now) => {
    if (job.finishedAt !== null) return `${formatSpan(now - job.finishedAt)} ago`;
    return job.runAt > now ? `runs in ${formatSpan(job.runAt - now + 999)}` : "runs now";
  });
}

function Jobs({ jobs }: { readonly jobs: readonly JobRow[] }) {
  return (
    <table className="rows">
      <tbody>
        {jobs.map((job) => (
          <tr key={job.id}>
            <td>
              <Status of={vocabulary.job[job.state]} />
            </td>
            <td>
              <span className="mono">{job.kind}</span>
              {job.attempts > 1 && <span className="text3"> attempt {job.attempts}</span>}
              {job.error !== null && (
                <p className="text2">
                  <Prose>{job.error}</Prose>
                </p>
              )}
            </td>
            <td className="num">
              <NextRun job={job} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How the server is made: each attempt at each step with its exchange, and the jobs that drive them. */
export function OrderJobs({ order, onOpen }: { readonly order: OrderDetail; readonly onOpen: OpenDialog }) {
  const { steps, jobs } = order;
  if (steps.length === 0 && jobs.length === 0)
    return <p className="pane-none">No work was asked for. It begins once Stripe confirms the payment.</p>;
  return (
    <>
      <OrderSteps order={order} onOpen={onOpen} />
      {jobs.length > 0 && (
        <>
          <h3>Jobs</h3>
          <Jobs jobs={jobs} />
        </>
      )}
    </>
  );
}

/** Who did what to the order, and when. */
export function OrderAudit({ order }: { readonly order: OrderDetail }) {
  if (order.audit.length === 0) return <p className="pane-none">Nobody has acted on this order.</p>;
  return (
    <table className="rows">
      <tbody>
        {order.audit.map((entry) => (
          <tr key={entry.id}>
            <td>
              <At at={entry.at} />
            </td>
            <td>
              <p>
                {entry.actor} <span className="mono text3">{entry.act}</span>
              </p>
              <p className="text2">
                <Prose>{entry.says}</Prose>
              </p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
