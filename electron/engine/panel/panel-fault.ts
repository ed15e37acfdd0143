import type { PanelFault } from "./panel-port.ts";
import type { PanelReply } from "./panel-transport.ts";
import { ErrorAnswer } from "./panel-shapes.ts";

/** A reply with what decides about it already read out of it. */
export interface ReadReply {
  readonly status: number;
  /** The panel's own `errors[0].code`; null where the answer is not the panel's. */
  readonly panelCode: string | null;
  readonly detail: string;
  readonly fields: PanelFault["fields"];
  readonly retryAfterMs: number | null;
  readonly location: string | null;
  readonly isPage: boolean;
}

/** Reads an error answer; `now` (epoch ms) is for a Retry-After that names a date. */
export function readReply(reply: PanelReply, now: number): ReadReply {
  const parsed = ErrorAnswer.safeParse(reply.json);
  const errors = parsed.success ? parsed.data.errors : [];
  const fields = errors.flatMap(({ meta, detail }) =>
    meta?.source_field ? [{ field: meta.source_field, rule: meta.rule ?? "", detail: detail ?? "" }] : [],
  );
  return {
    status: reply.status,
    panelCode: errors[0]?.code ?? null,
    detail: errors[0]?.detail ?? "",
    fields,
    retryAfterMs: retryAfter(reply.headers.get("retry-after"), now),
    location: reply.headers.get("location"),
    isPage: reply.json === undefined && /^\s*</.test(reply.text),
  };
}

/** A fault with everything but its three deciding words filled from the reply (or from nothing, for a silence). */
export function faultOf(
  reply: ReadReply | null,
  certainty: PanelFault["certainty"],
  code: string,
  says: string,
): PanelFault {
  return {
    certainty,
    code,
    says,
    status: reply?.status ?? null,
    panelCode: reply?.panelCode ?? null,
    fields: reply?.fields ?? [],
    retryAfterMs: reply?.retryAfterMs ?? null,
  };
}

function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
