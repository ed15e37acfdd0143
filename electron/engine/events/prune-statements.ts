import { type RawBuilder, sql } from "kysely";
import type { JournalSettings } from "../../../shared/contract/journal-settings.ts";
import type { Db } from "../store/open-store.ts";
import type { Cited } from "./cited-evidence.ts";

const DAY_MS = 24 * 3_600_000;
/** Of the refused requests that name one order so many are its evidence: an order's id is no secret, and could be flooded. */
const REFUSALS_OF_AN_ORDER = 20;
const MOST_SURPLUS = 2_000;

/** Ids beyond `after` up to `to`. */
export interface Window {
  readonly after: number;
  readonly to: number;
}

export interface Rules {
  readonly settings: JournalSettings;
  readonly cited: Cited;
  readonly now: number;
}

const within = (column: string, { after, to }: Window): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} > ${after} and ${sql.ref(column)} <= ${to}`;
const isNoneOf = (column: string, values: readonly (string | number)[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} not in (select value from json_each(${JSON.stringify(values)}))`;

/** Deletes a window's events that are no order's, held or cited, with all their arrivals. Answers how many rows went. */
export async function pruneEvents(tx: Db, window: Window, { settings, cited, now }: Rules): Promise<number> {
  const before = (days: number) => now - days * DAY_MS;
  const rows = await tx
    .selectFrom("stripe_events_log as e")
    .select("e.event_id")
    .where(within("e.id", window))
    .where("e.order_id", "is", null)
    .where("e.processed", "=", 1)
    .where("e.outcome", "<>", "held")
    .where((eb) =>
      eb.or([
        eb("e.received_at", "<", before(settings.keepAcceptedDays)),
        eb.and([eb("e.outcome", "=", "not_ours"), eb("e.received_at", "<", before(settings.keepNotOursDays))]),
      ]),
    )
    .where(isNoneOf("e.event_id", cited.eventIds))
    .execute();
  const ids = rows.map((row) => row.event_id);
  if (ids.length === 0) return 0;
  await tx.deleteFrom("held_events").where("event_id", "in", ids).execute();
  const arrivals = await tx.deleteFrom("webhook_requests").where("event_id", "in", ids).executeTakeFirstOrThrow();
  const events = await tx.deleteFrom("stripe_events_log").where("event_id", "in", ids).executeTakeFirstOrThrow();
  return Number(arrivals.numDeletedRows + events.numDeletedRows);
}

/** Deletes a window's duplicates and refusals that are too old. Answers how many rows went. */
export async function pruneRequests(tx: Db, window: Window, rules: Rules): Promise<number> {
  const duplicates = await pruneDuplicates(tx, window, rules);
  const { settings, cited, now } = rules;
  const { numDeletedRows } = await tx
    .deleteFrom("webhook_requests as r")
    .where(within("r.id", window))
    .where("r.verdict", "=", "rejected")
    .where("r.received_at", "<", now - settings.keepRejectedDays * DAY_MS)
    .where(isNobodysEvidence)
    .where(isNoneOf("r.id", cited.journalIds))
    .executeTakeFirstOrThrow();
  return duplicates + Number(numDeletedRows);
}

/** A later arrival of an order's event stays, as proof that it was delivered; its bytes, which say nothing new, go. */
async function pruneDuplicates(tx: Db, window: Window, { settings, cited, now }: Rules): Promise<number> {
  const old = tx
    .selectFrom("webhook_requests as r")
    .leftJoin("stripe_events_log as e", "e.event_id", "r.event_id")
    .select("r.id")
    .where(within("r.id", window))
    .where("r.verdict", "=", "duplicate")
    .where("r.received_at", "<", now - settings.keepDuplicateDays * DAY_MS)
    .where(isNoneOf("r.id", cited.journalIds))
    .where(
      sql<boolean>`coalesce(r.event_id, '') not in (select value from json_each(${JSON.stringify(cited.eventIds)}))`,
    );
  const isAnOrders = sql<boolean>`(e.order_id is not null or e.outcome = 'held')`;
  await tx
    .updateTable("webhook_requests")
    .set({ body: null })
    .where("id", "in", old.where(isAnOrders))
    .where("body", "is not", null)
    .execute();
  const { numDeletedRows } = await tx
    .deleteFrom("webhook_requests")
    .where("id", "in", old.where(sql<boolean>`(e.order_id is null and e.outcome is not 'held')`))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Deletes the oldest refused requests beyond so many, however young they are. Answers how many went. */
export async function pruneSurplusRefusals(tx: Db, most: number, cited: Cited): Promise<number> {
  const { count } = await tx
    .selectFrom("webhook_requests")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("verdict", "=", "rejected")
    .executeTakeFirstOrThrow();
  if (count <= most) return 0;
  const surplus = tx
    .selectFrom("webhook_requests as r")
    .select("r.id")
    .where("r.verdict", "=", "rejected")
    .where(isNobodysEvidence)
    .where(isNoneOf("r.id", cited.journalIds))
    .orderBy("r.id")
    .limit(Math.min(count - most, MOST_SURPLUS));
  const { numDeletedRows } = await tx
    .deleteFrom("webhook_requests")
    .where("id", "in", surplus)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** A refused request that names an order here may be the webhook that it waited for; the first of them are kept. */
const isNobodysEvidence = sql<boolean>`not (
  exists (select 1 from orders o where o.id = r.named_order_id)
    and (select count(*) from webhook_requests n where n.named_order_id = r.named_order_id and n.id < r.id) < ${REFUSALS_OF_AN_ORDER}
  or exists (select 1 from order_sessions s where s.stripe_session_id = r.named_session_id)
    and (select count(*) from webhook_requests n where n.named_session_id = r.named_session_id and n.id < r.id) < ${REFUSALS_OF_AN_ORDER})`;
