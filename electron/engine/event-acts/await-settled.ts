import type { Deps } from "../deps.ts";

/** Resolves once all these events have come to something, or after `patienceMs`; answers whether they have. */
export async function awaitSettled(
  { db, changes }: Pick<Deps, "db" | "changes">,
  eventIds: readonly string[],
  patienceMs: number,
): Promise<boolean> {
  const isSettled = async () => (await openOf(db, eventIds)) === 0;
  const told = changes.subscribe(AbortSignal.timeout(patienceMs)); // before the look, so that nothing falls between
  try {
    if (await isSettled()) return true;
    for await (const batch of told)
      if (batch.some(({ topic }) => topic === "events") && (await isSettled())) return true;
    return false;
  } finally {
    await told.return();
  }
}

async function openOf(db: Deps["db"], eventIds: readonly string[]): Promise<number> {
  const { open } = await db
    .selectFrom("stripe_events_log")
    .select((eb) => eb.fn.countAll<number>().as("open"))
    .where("event_id", "in", eventIds)
    .where("outcome", "=", "journaled")
    .executeTakeFirstOrThrow();
  return open;
}
