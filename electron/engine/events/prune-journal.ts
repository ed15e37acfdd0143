import { z } from "zod";
import type { JournalSettings } from "../../../shared/contract/journal-settings.ts";
import type { Deps } from "../deps.ts";
import { journalSettings } from "../settings/journal-settings.ts";
import { readMark, writeMark } from "../store/marks.ts";
import type { Db } from "../store/open-store.ts";
import { readCited, type Cited } from "./cited-evidence.ts";
import { pruneEvents, pruneRequests, pruneSurplusRefusals, type Window } from "./prune-statements.ts";

/** Rows that are looked at in one transaction: a few milliseconds, between which webhooks are answered. */
const WINDOW = 1_000;
const MOST_WINDOWS = 100;
/** The whole journal is gone through so often; what is a day too old may wait a few hours more. */
const SWEEP_EVERY_MS = 6 * 3_600_000;

const MARK = "pruned_journal";
const Mark = z.object({ events: z.number(), requests: z.number(), sweptAt: z.number() });
type Mark = z.infer<typeof Mark>;

/**
 * Deletes what is older than the settings keep, window by window, from where the last run stopped. What an order, a finding
 * or a held event rests on stays, whatever its age.
 */
export async function pruneJournal(deps: Deps): Promise<{ readonly deleted: number }> {
  const now = deps.options.now();
  const settings = await journalSettings(deps.db);
  const sweep: Sweep = { deps, settings, cited: await readCited(deps.db), now };
  const surplus = await deps.db
    .transaction()
    .execute((tx) => pruneSurplusRefusals(tx, settings.mostRejected, sweep.cited));
  const mark = (await readMark(deps.db, MARK, Mark)) ?? { events: 0, requests: 0, sweptAt: -SWEEP_EVERY_MS };
  const rests = mark.events === 0 && mark.requests === 0 && now - mark.sweptAt < SWEEP_EVERY_MS;
  if (rests) return { deleted: surplus };
  return { deleted: surplus + (await goOn(sweep, mark)) };
}

interface Sweep {
  readonly deps: Deps;
  readonly settings: JournalSettings;
  readonly cited: Cited;
  readonly now: number;
}

async function goOn({ deps, settings, cited, now }: Sweep, from: Mark): Promise<number> {
  let deleted = 0;
  let mark = from.events === 0 && from.requests === 0 ? { ...from, sweptAt: now } : from;
  for (let windows = 0; windows < MOST_WINDOWS; windows += 1) {
    const { events, requests } = await newestIds(deps.db);
    if (mark.events >= events && mark.requests >= requests) {
      await writeMark(deps.db, MARK, { ...mark, events: 0, requests: 0 }, now);
      return deleted;
    }
    const next: Mark = { ...mark, events: mark.events + WINDOW, requests: mark.requests + WINDOW };
    const rules = { settings, cited, now };
    const windowOf = (part: "events" | "requests"): Window => ({ after: mark[part], to: next[part] });
    deleted += await deps.db.transaction().execute(async (tx) => {
      await writeMark(tx, MARK, next, now);
      return (
        (await pruneEvents(tx, windowOf("events"), rules)) + (await pruneRequests(tx, windowOf("requests"), rules))
      );
    });
    mark = next;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return deleted;
}

async function newestIds(db: Db): Promise<{ events: number; requests: number }> {
  const [event, request] = await Promise.all([
    db
      .selectFrom("stripe_events_log")
      .select((eb) => eb.fn.max<number | null>("id").as("id"))
      .executeTakeFirst(),
    db
      .selectFrom("webhook_requests")
      .select((eb) => eb.fn.max<number | null>("id").as("id"))
      .executeTakeFirst(),
  ]);
  return { events: event?.id ?? 0, requests: request?.id ?? 0 };
}
