import { sql } from "kysely";
import type { ReplayFilter } from "../../../../shared/contract/event-replays.ts";
import type { Environment } from "../../../../shared/kernel/environment.ts";
import { filteredArrivals } from "../../events/list-events.ts";
import type { Db } from "../../store/open-store.ts";

/** An event to be replayed. */
export interface Matching {
  /** Its place in `stripe_events_log`. */
  readonly logId: number;
  readonly eventId: string;
}

/** Arrivals in the window that fit the filter. */
function inWindow(db: Db, { from, to, ...filter }: ReplayFilter) {
  let asked = filteredArrivals(db, filter).clearSelect();
  if (from !== null) asked = asked.where("r.received_at", ">=", from);
  if (to !== null) asked = asked.where("r.received_at", "<", to);
  return asked;
}

/** Those that can be replayed: kept, of this mode, and no thin event. */
const replayable = (db: Db, filter: ReplayFilter, env: Environment) =>
  inWindow(db, filter)
    .where("e.id", "is not", null)
    .where("e.livemode", "=", env === "live" ? 1 : 0)
    .where(sql<string>`coalesce(e.reason_code, '')`, "<>", "THIN_EVENT");

/** How many events match, and the last of them; how many refused requests match, too. */
export async function countMatching(
  db: Db,
  filter: ReplayFilter,
  env: Environment,
): Promise<{ readonly count: number; readonly until: number; readonly refused: number }> {
  const events = await replayable(db, filter, env)
    .select([sql<number>`count(distinct e.id)`.as("count"), sql<number>`coalesce(max(e.id), 0)`.as("until")])
    .executeTakeFirstOrThrow();
  const { refused } = await inWindow(db, filter)
    .where("r.verdict", "=", "rejected")
    .select(sql<number>`count(*)`.as("refused"))
    .executeTakeFirstOrThrow();
  return { ...events, refused };
}

/** The next events that match, each once, in the order in which they first came. */
export async function nextMatching(
  db: Db,
  filter: ReplayFilter,
  env: Environment,
  { after, until, limit }: { readonly after: number; readonly until: number; readonly limit: number },
): Promise<Matching[]> {
  const rows = await replayable(db, filter, env)
    .select(["e.id as logId", "e.event_id as eventId"])
    .distinct()
    .where("e.id", ">", after)
    .where("e.id", "<=", until)
    .orderBy("e.id")
    .limit(limit)
    .execute();
  return rows.map(({ logId, eventId }) => ({ logId: logId!, eventId: eventId! }));
}
