import { ok } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { type EventActResult, refuse } from "./event-act.ts";
import { findArrival, isTroubled } from "./find-arrival.ts";

export interface HandleAsked {
  readonly id: number;
  readonly operator: string;
  readonly note: string;
}

/** Marks an arrival as dealt with, and how: it asks nobody any more. Marked again, the newer note counts. */
export async function markHandled(deps: Deps, { id, operator, note }: HandleAsked): EventActResult<string> {
  const found = await findArrival(deps.db, id);
  if (!found.ok) return found;
  const { outcome, subject } = found.value;
  if (!isTroubled(outcome)) {
    const says = `This entry is ${outcome.replace("_", " ")} and needs nobody, so there is nothing to mark.`;
    return refuse("EVENT_NEEDS_NOBODY", says);
  }
  const at = deps.options.now();
  const handled = { handled_at: at, handled_by: operator, note };
  await deps.db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom("handled_arrivals")
      .select("note")
      .where("request_id", "=", id)
      .executeTakeFirst();
    await tx
      .insertInto("handled_arrivals")
      .values({ request_id: id, ...handled })
      .onConflict((c) => c.column("request_id").doUpdateSet(handled))
      .execute();
    const act = { at, actor: operator, act: "mark_handled", subject, reason: note };
    await recordAct(tx, { ...act, before: before ?? null, after: null });
  });
  tell(deps, id);
  return ok("It needs nobody any more.");
}

/** Takes the mark back. */
export async function markUnhandled(
  deps: Deps,
  { id, operator }: Pick<HandleAsked, "id" | "operator">,
): EventActResult<string> {
  const found = await findArrival(deps.db, id);
  if (!found.ok) return found;
  const at = deps.options.now();
  await deps.db.transaction().execute(async (tx) => {
    const gone = await tx
      .deleteFrom("handled_arrivals")
      .where("request_id", "=", id)
      .returning("note")
      .executeTakeFirst();
    if (!gone) return;
    const act = { at, actor: operator, act: "mark_unhandled", subject: found.value.subject, reason: null };
    await recordAct(tx, { ...act, before: gone, after: null });
  });
  tell(deps, id);
  return ok("It counts among what needs a person again.");
}

function tell({ changes }: Deps, id: number): void {
  changes.publish({ topic: "events", ids: [String(id)] });
  changes.publish({ topic: "status", ids: [] });
}
