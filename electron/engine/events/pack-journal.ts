import { z } from "zod";
import type { Deps } from "../deps.ts";
import { journalSettings } from "../settings/journal-settings.ts";
import { readMark, writeMark } from "../store/marks.ts";
import type { Db } from "../store/open-store.ts";
import { packText } from "./packed-text.ts";

const DAY_MS = 24 * 3_600_000;
/** Some ten milliseconds of the processor: webhooks are answered between two batches. */
const BATCH = 50;
const MOST_BATCHES = 400;

const MARK = "packed_journal";
const Mark = z.object({ events: z.number(), requests: z.number() });

/** Packs one batch of rows beyond `after` that came before `cutoff`; answers the last one's id, null where none is left. */
type PackBatch = (tx: Db, after: number, cutoff: number) => Promise<number | null>;

/**
 * Packs payloads and headers that are older than the setting says, from where the last run stopped. What is packed is read
 * as before (`payloadText`, `headersText`); outsiders find an envelope in `payload`: the event's ids and type.
 */
export async function packJournal(deps: Deps): Promise<void> {
  const { packAfterDays } = await journalSettings(deps.db);
  if (packAfterDays === null) return;
  const cutoff = deps.options.now() - packAfterDays * DAY_MS;
  await packAll(deps, "events", packEvents, cutoff);
  await packAll(deps, "requests", packHeaders, cutoff);
}

async function packAll(deps: Deps, part: "events" | "requests", pack: PackBatch, cutoff: number): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const last = await deps.db.transaction().execute(async (tx) => {
      const mark = (await readMark(tx, MARK, Mark)) ?? { events: 0, requests: 0 };
      const packed = await pack(tx, mark[part], cutoff);
      if (packed !== null) await writeMark(tx, MARK, { ...mark, [part]: packed }, deps.options.now());
      return packed;
    });
    if (last === null) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const packEvents: PackBatch = async (tx, after, cutoff) => {
  const rows = await tx
    .selectFrom("stripe_events_log")
    .select([
      "id",
      "event_id",
      "type",
      "livemode",
      "object_id",
      "created_at",
      "received_at",
      "payload",
      "payload_packed",
    ])
    .where("id", ">", after)
    .orderBy("id")
    .limit(BATCH)
    .execute();
  const old = rows.filter((row) => row.received_at < cutoff);
  for (const row of old) {
    if (row.payload_packed) continue;
    const packed = packText(row.payload);
    const envelope = envelopeOf(row);
    if (packed.byteLength + envelope.length >= row.payload.length) continue;
    await tx
      .updateTable("stripe_events_log")
      .set({ payload: envelope, payload_packed: packed })
      .where("id", "=", row.id)
      .execute();
  }
  return old.at(-1)?.id ?? null;
};

interface Enveloped {
  readonly event_id: string;
  readonly type: string;
  readonly livemode: number;
  readonly object_id: string | null;
  readonly created_at: number;
}

/** What `payload` says once the event is packed: still an event for whoever reads the column, but its object is an id only. */
const envelopeOf = ({ event_id: id, type, livemode, object_id: object, created_at: createdAt }: Enveloped): string =>
  JSON.stringify({
    id,
    object: "event",
    type,
    created: Math.floor(createdAt / 1_000),
    livemode: livemode === 1,
    data: { object: object === null ? {} : { id: object } },
    packed: true,
  });

const packHeaders: PackBatch = async (tx, after, cutoff) => {
  const rows = await tx
    .selectFrom("webhook_requests")
    .select(["id", "received_at", "headers", "headers_packed"])
    .where("id", ">", after)
    .orderBy("id")
    .limit(BATCH)
    .execute();
  const old = rows.filter((row) => row.received_at < cutoff);
  for (const row of old) {
    if (row.headers_packed || row.headers === "{}") continue;
    const packed = packText(row.headers);
    if (packed.byteLength >= row.headers.length) continue;
    await tx
      .updateTable("webhook_requests")
      .set({ headers: "{}", headers_packed: packed })
      .where("id", "=", row.id)
      .execute();
  }
  return old.at(-1)?.id ?? null;
};
