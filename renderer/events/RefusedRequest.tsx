import { useState } from "react";
import type { EventDetail } from "../../shared/contract/event-detail.ts";
import { DoctorLink } from "../signature/DoctorLink.tsx";
import { Copy } from "../ui/Copy.tsx";
import { exactTime } from "../ui/moment.ts";
import { DiagnosisFacts } from "./Diagnosis.tsx";

/** So much of a stranger's body is shown at first. */
const EXCERPT = 2_000;

/** A request that was refused: why, with each check, what to do about it, and the request as it arrived. */
export function RefusedRequest({ event }: { readonly event: EventDetail }) {
  const { diagnosis, more } = event;
  return (
    <div className="refused">
      {more > 0 && <Flood event={event} />}
      {diagnosis !== null && (
        <DiagnosisFacts diagnosis={diagnosis}>
          <DoctorLink of={event.id}>Diagnose</DoctorLink>
        </DiagnosisFacts>
      )}
      {diagnosis === null && more === 0 && (
        <p className="pane-none">No diagnosis was kept with it. The sentence above is what the ingress said.</p>
      )}
      {more === 0 && <AsArrived event={event} />}
    </div>
  );
}

function Flood({ event: { more, receivedAt, lastAt } }: { readonly event: EventDetail }) {
  return (
    <p>
      {more.toLocaleString("en-US")} more were refused like this from {exactTime(receivedAt)}
      {lastAt === null ? "" : ` to ${exactTime(lastAt)}`}.{" "}
      <span className="text2">
        So many came at once that they are only counted: no headers and no bodies were kept, so that a stranger can't
        fill the disk.
      </span>
    </p>
  );
}

function requestText({ method, path, headers }: EventDetail): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...lines].join("\n");
}

function AsArrived({ event }: { readonly event: EventDetail }) {
  const [whole, showWhole] = useState(false);
  const { payload, bodyBytes } = event;
  const head = requestText(event);
  const body = payload ?? "";
  const cut = !whole && body.length > EXCERPT;
  return (
    <>
      <div className="line">
        <h3 className="grow">Request, as it arrived</h3>
        <Copy value={`${head}\n\n${body}`} what="Copy the request" />
      </div>
      <pre className="raw">
        {head}
        {"\n\n"}
        {cut ? `${body.slice(0, EXCERPT)} …` : body}
      </pre>
      {cut && (
        <button type="button" className="link" onClick={() => showWhole(true)}>
          Show all {body.length.toLocaleString("en-US")} characters
        </button>
      )}
      <BodyNote payload={payload} bytes={bodyBytes} />
    </>
  );
}

function BodyNote({ payload, bytes }: { readonly payload: string | null; readonly bytes: number }) {
  const size = `${bytes.toLocaleString("en-US")} bytes`;
  if (payload === null) return <p className="pane-none">The body of {size} was not kept.</p>;
  if (bytes === 0) return <p className="pane-none">The request had no body.</p>;
  const kept = new TextEncoder().encode(payload).length;
  return bytes > kept ? <p className="pane-none">The beginning of {size}; the rest was not kept.</p> : null;
}
