import { Link } from "@tanstack/react-router";
import type { LabDelivery, LabRequest, LabScenario, LabVisit } from "../../shared/contract/lab.ts";
import { isClosed } from "../orders/columns.tsx";
import { clockTime, fullTime } from "../ui/moment.ts";
import { Status, StatusGlyph } from "../ui/Status.tsx";
import { TraceStrip } from "../ui/TraceStrip.tsx";
import { type Word, vocabulary } from "../ui/vocabulary.ts";
import { expectedOf, type Purchase } from "./expected.ts";

function Made({ purchase: { email, order, orderId, did } }: { readonly purchase: Purchase }) {
  const last = did.at(-1) ?? "is on the way";
  return (
    <li className="lab-made">
      {order ? (
        <Link to="/orders" search={{ order: order.id }} className="link clip" title={email}>
          {email}
        </Link>
      ) : (
        <span className="clip" title={email}>
          {email}
        </span>
      )}
      {order && <TraceStrip states={order.strip} closed={isClosed(order)} />}
      {!order && orderId !== null && <span className="text3">not Waybill&apos;s</span>}
      <span className={`clip text3 ${orderId === null ? "lab-refused" : ""}`} title={did.join(", ")}>
        {last}
      </span>
    </li>
  );
}

/** What the scenarios should do, what came of it, and the purchases that it came of. */
export function RunTab(props: {
  readonly chosen: readonly LabScenario[];
  readonly purchases: readonly Purchase[];
  readonly visit: LabVisit | null;
}) {
  const { chosen, purchases, visit } = props;
  return (
    <>
      <h3>Expected</h3>
      <ul className="lab-expected">
        {expectedOf(chosen, purchases).map(({ key, says, state, found }) => (
          <li key={key}>
            <StatusGlyph of={vocabulary.step[state]} />
            <span className="unseen">{vocabulary.step[state].word}: </span>
            <div>
              <p>{says}</p>
              <p className="small text3">{found}</p>
            </div>
          </li>
        ))}
      </ul>
      <h3 aria-live="polite">
        Purchases{visit?.ended === null && `: ${visit.come} of ${visit.asked} customers have come`}
      </h3>
      {purchases.length === 0 ? (
        <p className="pane-none">Nobody has come yet. Send a customer, or make a new order yourself.</p>
      ) : (
        <ul>
          {purchases.map((purchase) => (
            <Made key={purchase.number} purchase={purchase} />
          ))}
        </ul>
      )}
    </>
  );
}

const tone = (status: number): string | undefined => (status === 0 || status >= 400 ? "bad" : undefined);

/** What a side was asked last, newest first. */
export function RequestsTab({ requests, whose }: { readonly requests: readonly LabRequest[]; readonly whose: string }) {
  if (requests.length === 0) return <p className="pane-none">Nobody has asked {whose} anything yet.</p>;
  return (
    <table className="rows lab-log">
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col">Request</th>
          <th scope="col">Answer</th>
          <th scope="col">Took</th>
        </tr>
      </thead>
      <tbody>
        {requests.map(({ key, at, method, path, status, tookMs }) => (
          <tr key={key}>
            <td className="num text3" title={fullTime(at)}>
              {clockTime(at)}
            </td>
            <td className="mono clip" title={`${method} ${path}`}>
              {method} {path}
            </td>
            <td className="num lab-status" data-tone={tone(status)}>
              {status === 0 ? "broken off" : status}
            </td>
            <td className="num">{tookMs} ms</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const { job, event } = vocabulary;

function deliveryWord({ state, attempts }: LabDelivery): { readonly of: Word; readonly word: string } {
  if (state === "delivered") return { of: job.done, word: "Delivered" };
  if (state === "failed") return { of: job.failed, word: "Given up" };
  if (state === "dropped") return { of: event.not_ours, word: "Dropped" };
  return attempts === 0 ? { of: job.waiting, word: "Waiting" } : { of: job.retrying, word: "Retrying" };
}

/** The last webhooks, and what came of each. */
export function DeliveriesTab({ deliveries }: { readonly deliveries: readonly LabDelivery[] }) {
  if (deliveries.length === 0) return <p className="pane-none">Stripe has sent no webhook yet.</p>;
  return (
    <table className="rows lab-log">
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col">Event</th>
          <th scope="col">Delivery</th>
          <th scope="col">Answer</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.key}>
            <td className="num text3" title={fullTime(delivery.at)}>
              {clockTime(delivery.at)}
            </td>
            <td className="mono clip" title={`${delivery.type} ${delivery.eventId}`}>
              {delivery.type}
            </td>
            <td>
              <Status {...deliveryWord(delivery)} />
            </td>
            <td className="num clip" title={delivery.outcome ?? undefined}>
              {delivery.outcome ?? "none yet"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
