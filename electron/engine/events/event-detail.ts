import { z } from "zod";
import { Diagnosis } from "../../../shared/contract/diagnosis.ts";
import type { EventDetail } from "../../../shared/contract/event-detail.ts";
import type { Db } from "../store/open-store.ts";
import { answerOf, listDeliveries } from "./event-detail-deliveries.ts";
import { readEffects } from "./event-detail-effects.ts";
import { readEventJob } from "./event-detail-job.ts";
import { journeyOf } from "./event-detail-journey.ts";
import { readSameObject } from "./event-detail-object.ts";
import { bodyOf } from "./event-detail-body.ts";
import { arrivalRows, eventRow } from "./event-rows.ts";
import { headersText } from "./packed-text.ts";

const Headers = z.record(z.string(), z.string());
/** A stranger may post whatever he likes; credentials that came along are nobody's business. */
const CREDENTIALS = /^(authorization|proxy-authorization|cookie|x-api-key)$/i;

/** One arrival with all that is known of its event; undefined where the journal has no such id. */
export async function readEventDetail(db: Db, id: number): Promise<EventDetail | undefined> {
  const found = await readArrival(db, id);
  if (!found) return undefined;
  const row = eventRow(found);
  const { eventId } = row;
  const answer = answerOf(found);
  const ownWork = eventId !== null && found.verdict === "accepted";
  const job = ownWork ? await readEventJob(db, eventId, found.processed_at) : null;
  const effects = eventId === null ? [] : await readEffects(db, eventId);
  return {
    ...row,
    ...bodyOf(found),
    bodyBytes: found.body_bytes,
    method: found.method,
    path: found.path,
    headers: readHeaders(headersText(found)),
    remoteAddress: found.remote_address,
    answeredStatus: answer.answeredStatus,
    diagnosis: readDiagnosis(found.diagnosis),
    deliveries: eventId === null ? [{ ...row, ...answer }] : await listDeliveries(db, eventId),
    journey: journeyOf({ ...found, outcome: row.outcome, job, effects }),
    effects: [...(job ? [job] : []), ...effects],
    sameObject: found.log_id === null ? null : await readSameObject(db, { ...found, id: found.log_id }),
  };
}

const readArrival = (db: Db, id: number) =>
  arrivalRows(db)
    .select(["r.method", "r.path", "r.headers", "r.headers_packed", "r.body", "r.body_bytes", "r.remote_address"])
    .select(["r.answered_status", "r.answered_at", "r.diagnosis"])
    .select(["e.id as log_id", "e.payload", "e.payload_packed", "e.created_at", "e.processed_at"])
    .where("r.id", "=", id)
    .executeTakeFirst();

function readHeaders(text: string): Record<string, string> {
  const headers = Headers.safeParse(JSON.parse(text));
  const entries = Object.entries(headers.success ? headers.data : {});
  return Object.fromEntries(entries.map(([name, value]) => [name, CREDENTIALS.test(name) ? "•••" : value]));
}

/** A diagnosis that another version wrote and this one can't read counts as none. */
function readDiagnosis(text: string | null): Diagnosis | null {
  if (text === null) return null;
  const diagnosis = Diagnosis.safeParse(JSON.parse(text));
  return diagnosis.success ? diagnosis.data : null;
}
