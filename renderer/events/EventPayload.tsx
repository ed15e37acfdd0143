import { SegmentedControl } from "@mantine/core";
import { useMemo } from "react";
import type { EventDetail } from "../../shared/contract/event-detail.ts";
import { useConsole } from "../app/store.ts";
import { Copy } from "../ui/Copy.tsx";
import { hexLines } from "../ui/hex-lines.ts";
import { Json } from "../ui/Json.tsx";
import { PAYLOAD_FORMS, type PayloadForm } from "./events-slice.ts";

/** Fields that say whose event it is; they are marked, because they are what one looks for. */
const HOT = ["order_id", "client_reference_id"];
/** More of a dump than anybody reads: 64 kB. */
const MOST_LINES = 4_000;

const NAMES: Readonly<Record<PayloadForm, string>> = { tree: "Tree", raw: "Raw", bytes: "Bytes" };
const CHOICES = PAYLOAD_FORMS.map((value) => ({ value, label: NAMES[value] }));

function FormChoice() {
  const form = useConsole((state) => state.payloadForm);
  const show = useConsole((state) => state.showPayloadForm);
  return <SegmentedControl size="xs" aria-label="How to show it" data={CHOICES} value={form} onChange={show} />;
}

/** The bytes as they came, as a tree, as text or as a dump; what was too large to keep is said, not shown as nothing. */
export function EventPayload({ event }: { readonly event: EventDetail }) {
  const form = useConsole((state) => state.payloadForm);
  const { payload, bodyBytes } = event;
  if (payload === null)
    return (
      <p className="pane-none">
        The body of {bodyBytes.toLocaleString("en-US")} bytes was not kept. Stripe still has the event.
      </p>
    );
  if (payload === "") return <p className="pane-none">The request had no body.</p>;
  if (form === "tree") return <Json text={payload} hot={HOT} aside={<FormChoice />} />;
  return (
    <>
      <div className="line json-bar">
        <span className="grow small text3">
          {bodyBytes.toLocaleString("en-US")} bytes{event.payloadBase64 === null ? "" : ", not UTF-8"}, as they came
        </span>
        <FormChoice />
        <Copy value={payload} what="Copy all of it" />
      </div>
      {form === "raw" ? <pre className="raw">{payload}</pre> : <Bytes event={event} text={payload} />}
    </>
  );
}

const bytesOf = (text: string, base64: string | null): Uint8Array =>
  base64 === null
    ? new TextEncoder().encode(text)
    : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

function Bytes({ event, text }: { readonly event: EventDetail; readonly text: string }) {
  const { payloadBase64 } = event;
  const bytes = useMemo(() => bytesOf(text, payloadBase64), [text, payloadBase64]);
  const lines = useMemo(() => hexLines(bytes, MOST_LINES), [bytes]);
  return (
    <>
      <div className="hex">
        {lines.map(({ offset, hex, text: printable }) => [
          <span key={offset}>{offset}</span>,
          <span key={`${offset} hex`}>{hex}</span>,
          <span key={`${offset} text`}>{printable}</span>,
        ])}
      </div>
      {lines.length === MOST_LINES && <p className="pane-none">Shown as far as here. A copy has all of it.</p>}
    </>
  );
}
