import type { InferContractRouterInputs } from "@orpc/contract";
import { z } from "zod";
import { Diagnosis } from "../../../shared/contract/diagnosis.ts";
import type { signatureContract } from "../../../shared/contract/signature.ts";
import { MOST_DOCTORED_BYTES } from "../../../shared/contract/signature-limits.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { WEBHOOK_PATH } from "../events/diagnosis-checks.ts";
import type { Arrival } from "../events/journal.ts";
import { headersText, payloadText } from "../events/packed-text.ts";

/** Why there is nothing to look at. */
export interface NotReadable {
  readonly code: "EVENT_NOT_FOUND" | "REQUEST_NOT_KEPT" | "REQUEST_TOO_LARGE" | "REQUEST_NOT_TEXT";
  readonly says: string;
}

/** A request as it is looked at once more. */
export interface Asked {
  readonly arrival: Arrival;
  /** What was found when it arrived, with the whole body at hand; null where it was pasted, or nothing was odd. */
  readonly found: Diagnosis | null;
}

export type DoctorInput = InferContractRouterInputs<typeof signatureContract>["diagnose"];

/** The request that is asked about: out of the journal, or as it was pasted. */
export function readRequest(
  { db, options }: Pick<Deps, "db" | "options">,
  request: DoctorInput["request"],
): Promise<Result<Asked, NotReadable>> {
  return request.from === "journal"
    ? ofJournal(db, request.journalId)
    : Promise.resolve(pasted(request, options.now()));
}

type Pasted = Extract<DoctorInput["request"], { from: "pasted" }>;

const MOST_HEADER = 8 * 1_024;
const MOST_PATH = 2_048;

function pasted({ header, bodyBase64, path, arrivedAt }: Pasted, now: number): Result<Asked, NotReadable> {
  const unfit = troubleOf("The header", header, MOST_HEADER) ?? troubleOf("The path", path ?? "", MOST_PATH);
  if (unfit) return err(unfit);
  const bytes = readBase64(bodyBase64);
  if (!bytes.ok) return bytes;
  const value = header.replace(/^[\s'"]*(?:-H\s*['"]?)?stripe-signature\s*:/i, "").replaceAll(/[\s'"]/g, "");
  const arrival: Arrival = {
    receivedAt: arrivedAt ?? now,
    source: "endpoint",
    method: "POST",
    path: path?.trim() || WEBHOOK_PATH,
    remoteAddress: null,
    headers: value === "" ? {} : { "stripe-signature": value },
    body: bytes.value,
    bodyBytes: bytes.value.byteLength,
  };
  return ok({ arrival, found: null });
}

function troubleOf(what: string, text: string, most: number): NotReadable | null {
  if (text.length > most)
    return {
      code: "REQUEST_TOO_LARGE",
      says: `${what} has ${text.length.toLocaleString("en-US")} letters; Stripe's has a few hundred at most.`,
    };
  return /[^\P{Cc}\s]/u.test(text)
    ? { code: "REQUEST_NOT_TEXT", says: `${what} has control characters in it, so it is no text that came by HTTP.` }
    : null;
}

function readBase64(text: string): Result<Buffer, NotReadable> {
  if (text.length > (MOST_DOCTORED_BYTES / 3 + 1) * 4)
    return err({
      code: "REQUEST_TOO_LARGE",
      says: `The body is larger than ${MOST_DOCTORED_BYTES / 1_024} kB; Stripe's events have a few.`,
    });
  if (!/^[\w+/]*={0,2}$/.test(text) || text.includes("_"))
    return err({ code: "REQUEST_NOT_TEXT", says: "The body is not told in base64." });
  return ok(Buffer.from(text, "base64"));
}

const Headers = z.record(z.string(), z.string());

async function ofJournal(db: Deps["db"], id: number): Promise<Result<Asked, NotReadable>> {
  const row = await db
    .selectFrom("webhook_requests as r")
    .leftJoin("stripe_events_log as e", "e.event_id", "r.event_id")
    .select(["r.received_at", "r.source", "r.method", "r.path", "r.remote_address", "r.headers", "r.headers_packed"])
    .select(["r.body", "r.body_bytes", "r.diagnosis", "r.more", "e.payload", "e.payload_packed"])
    .where("r.id", "=", id)
    .executeTakeFirst();
  if (!row) return err({ code: "EVENT_NOT_FOUND", says: `The journal has no entry ${id}.` });
  if (row.source === "catch_up" || row.source === "replay")
    return err({ code: "REQUEST_NOT_KEPT", says: "This entry came as no request, so nothing signed it." });
  if (row.more > 0)
    return err({
      code: "REQUEST_NOT_KEPT",
      says: "Too many were refused at once, so that these were only counted. Diagnose one of those before them.",
    });
  const text = row.payload === null ? "" : payloadText({ payload: row.payload, payload_packed: row.payload_packed });
  const arrival: Arrival = {
    receivedAt: row.received_at,
    source: row.source,
    method: row.method,
    path: row.path,
    remoteAddress: row.remote_address,
    headers: Headers.parse(JSON.parse(headersText(row))),
    body: row.body ?? Buffer.from(text),
    bodyBytes: row.body_bytes,
  };
  const found = row.diagnosis === null ? null : Diagnosis.parse(JSON.parse(row.diagnosis));
  return ok({ arrival, found });
}
