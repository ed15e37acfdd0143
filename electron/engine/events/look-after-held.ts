import { sql } from "kysely";
import type { Deps } from "../deps.ts";
import { openFinding } from "../findings/findings.ts";
import type { Db } from "../store/open-store.ts";
import { applyAgain } from "./held-events.ts";

/** An order that an event names is written within seconds, or it was written elsewhere. */
const REPORT_AFTER_MS = 15 * 60_000;
const MOST_AT_ONCE = 200;

/**
 * Adopts held events whose order is here by now, whoever wrote it, and reports those that have waited too long. Whoever
 * writes an order releases what waits for it (`releaseHeld`); this finds what was forgotten.
 */
export async function lookAfterHeld(deps: Deps): Promise<{ readonly adopted: number; readonly reported: number }> {
  const now = deps.options.now();
  const done = await deps.db.transaction().execute(async (tx) => ({
    adopted: await applyAgain(tx, await findAdoptable(tx), now),
    reported: await reportOverdue(tx, now),
  }));
  if (done.adopted > 0) deps.wakeJobs();
  if (done.adopted + done.reported > 0) deps.changes.publish({ topic: "events", ids: [] });
  return done;
}

async function findAdoptable(tx: Db): Promise<string[]> {
  const rows = await tx
    .selectFrom("held_events as h")
    .select("h.event_id")
    .distinct()
    .where((eb) =>
      eb.or([
        eb.exists(eb.selectFrom("orders as o").select("o.id").whereRef("o.id", "=", "h.name")),
        eb.exists(eb.selectFrom("orders as o").select("o.id").whereRef("o.stripe_subscription_id", "=", "h.name")),
        eb.exists(
          eb.selectFrom("order_sessions as s").select("s.id").whereRef("s.stripe_session_id", "=", sql.ref("h.name")),
        ),
      ]),
    )
    .limit(MOST_AT_ONCE)
    .execute();
  return rows.map((row) => row.event_id);
}

const isReportedAsPayment = sql<number>`exists (select 1 from findings f where f.code = 'PAYMENT_WITHOUT_ORDER'
  and f.closed_at is null and json_extract(f.evidence, '$.named') = h.name)`;

/** One finding an order that is named, however many events name it. Taken money has a finding of its own already. */
async function reportOverdue(tx: Db, now: number): Promise<number> {
  const rows = await tx
    .selectFrom("held_events as h")
    .innerJoin("stripe_events_log as e", "e.event_id", "h.event_id")
    .select(["h.name", "e.event_id", "e.type"])
    .where("h.is_order", "=", 1)
    .where("h.held_at", "<", now - REPORT_AFTER_MS)
    .where("e.outcome", "=", "held")
    .where(isReportedAsPayment, "=", 0)
    .orderBy("e.id")
    .limit(MOST_AT_ONCE)
    .execute();
  let opened = 0;
  for (const [name, held] of Map.groupBy(rows, (row) => row.name)) {
    const evidence = { events: held.map((row) => row.event_id), types: [...new Set(held.map((row) => row.type))] };
    const finding = { code: "EVENT_WITHOUT_ORDER", subject: name, says: sentence(held.length, name), evidence };
    if (await openFinding(tx, finding, now)) opened += 1;
  }
  return opened;
}

const sentence = (events: number, name: string): string =>
  `${events === 1 ? "An event names" : `${events} events name`} ${name}, which is not here. Another storefront wrote that order, or this database lost it. What names it is kept and applied when it appears.`;
