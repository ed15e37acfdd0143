import type { EventRow } from "../../../shared/contract/event-rows.ts";
import type { Change } from "../../../shared/contract/system.ts";
import type { Deps } from "../deps.ts";
import type { Db } from "../store/open-store.ts";
import { arrivalRows, eventRow, readEventRows } from "./event-rows.ts";

/** How far back it looks when it is told that "something" changed: older outcomes don't change any more. */
const LOOK_BACK = 200;
const MOST_ROWS = 1_000;

/**
 * Every arrival from now on, and each again whenever its outcome changes, in batches by arrival. Ends when `signal` aborts.
 */
export function tailEvents(
  { db, changes }: Pick<Deps, "db" | "changes">,
  signal: AbortSignal | undefined,
): AsyncGenerator<EventRow[], void, void> {
  return rowsOf(db, changes.subscribe(signal)); // subscribed now, not at the first read
}

async function* rowsOf(db: Db, batches: AsyncIterable<Change[]>): AsyncGenerator<EventRow[], void, void> {
  let newest = await newestId(db);
  for await (const batch of batches) {
    const change = batch.find(({ topic }) => topic === "events");
    if (!change) continue;
    const rows =
      change.ids.length > 0
        ? await readEventRows(db, change.ids.map(Number).filter(Number.isInteger))
        : await readSince(db, Math.min(newest, (await newestId(db)) - LOOK_BACK));
    newest = Math.max(newest, rows.at(-1)?.id ?? 0);
    if (rows.length > 0) yield rows;
  }
}

async function newestId(db: Db): Promise<number> {
  const row = await db
    .selectFrom("webhook_requests")
    .select((eb) => eb.fn.max("id").as("id"))
    .executeTakeFirst();
  return row?.id ?? 0;
}

async function readSince(db: Db, after: number): Promise<EventRow[]> {
  const rows = await arrivalRows(db).where("r.id", ">", after).orderBy("r.id").limit(MOST_ROWS).execute();
  return rows.map(eventRow);
}
