import type { Engine } from "../app/engine/rpc.ts";
import { MOST_DOCTORED_BYTES } from "../../shared/contract/signature-limits.ts";
import { asBase64, toEpoch } from "./request-body.ts";

/** What was pasted, as it stands in the fields. */
export interface PastedRequest {
  readonly header: string;
  readonly body: string;
  /** The bytes of a file in place of the body's text. */
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly path: string;
  readonly arrivedAt: string;
  readonly secret: string;
}

export const EMPTY_REQUEST: PastedRequest = { header: "", body: "", file: null, path: "", arrivedAt: "", secret: "" };

export type DoctorInput = Parameters<Engine["signature"]["diagnose"]>[0];

/** What can't be asked with, by field. */
export type PasteTroubles = Partial<Record<"body" | "arrivedAt", string>>;

export const bytesOf = ({ file, body }: PastedRequest): Uint8Array => file?.bytes ?? new TextEncoder().encode(body);

export function troublesOf(request: PastedRequest): PasteTroubles {
  const size = bytesOf(request).byteLength;
  const most = MOST_DOCTORED_BYTES / 1_024;
  return {
    ...(size > MOST_DOCTORED_BYTES && {
      body: `${Math.ceil(size / 1_024).toLocaleString("en-US")} kB; ${most} kB at most. Stripe's events have a few.`,
    }),
    ...(toEpoch(request.arrivedAt) === undefined && {
      arrivedAt: "Write it as 2026-11-24 14:38:12, or as epoch seconds",
    }),
  };
}

/** The fields as the engine is asked. */
export const asInput = (request: PastedRequest): DoctorInput => ({
  request: {
    from: "pasted",
    header: request.header,
    bodyBase64: asBase64(bytesOf(request)),
    path: request.path.trim() === "" ? null : request.path.trim(),
    arrivedAt: toEpoch(request.arrivedAt) ?? null,
  },
  secret: request.secret === "" ? null : request.secret,
});
