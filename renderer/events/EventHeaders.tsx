import type { EventDetail } from "../../shared/contract/event-detail.ts";
import { Copy } from "../ui/Copy.tsx";
import { Prose } from "../ui/Id.tsx";
import { Status } from "../ui/Status.tsx";
import { vocabulary } from "../ui/vocabulary.ts";
import { Received, Source } from "./columns.tsx";
import { DiagnosisFacts } from "./Diagnosis.tsx";
import { signatureWords } from "./signature-words.ts";

/** The signature's verdict, the request's headers, and where it came from. */
export function EventHeaders({ event }: { readonly event: EventDetail }) {
  return (
    <>
      <Signature event={event} />
      <Headers headers={event.headers} />
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
          <dt>To</dt>
          <dd className="mono">
            {event.method} {event.path}
          </dd>
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

/** A good signature is a line; one that is odd brings its whole diagnosis. */
function Signature({ event }: { readonly event: EventDetail }) {
  const { diagnosis } = event;
  const { state, says } = signatureWords(event);
  return (
    <>
      <h3>Signature</h3>
      <p className="line event-signature">
        <Status of={vocabulary.part[state]} word={state === "fine" ? "Good" : undefined} />
        <span className="text2">
          <Prose>{says}</Prose>
        </span>
      </p>
      {diagnosis !== null && <DiagnosisFacts diagnosis={diagnosis} />}
    </>
  );
}

function Headers({ headers }: { readonly headers: EventDetail["headers"] }) {
  const all = Object.entries(headers);
  if (all.length === 0)
    return (
      <>
        <h3>Headers</h3>
        <p className="pane-none">It did not come as a request, so it has no headers.</p>
      </>
    );
  return (
    <>
      <div className="line">
        <h3 className="grow">Headers</h3>
        <Copy value={all.map(([name, value]) => `${name}: ${value}`).join("\n")} what="Copy all headers" />
      </div>
      <dl className="facts mono">
        {all.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
