import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type EventViewInput, SavedEventView } from "../../../shared/contract/event-views.ts";
import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { readArea, writeArea } from "../settings/areas.ts";
import type { Db } from "../store/open-store.ts";

const AREA = "event_views";
/** More tabs than anybody finds anything in. */
const MOST = 20;

/** One that another version wrote and this one can't read is passed over. */
const Stored = z.strictObject({ views: z.array(z.unknown()).default([]) });

/** The environment's saved views, oldest first. */
export async function savedViews(db: Db): Promise<SavedEventView[]> {
  const { views } = await readArea(db, AREA, Stored);
  return views.flatMap((view) => {
    const read = SavedEventView.safeParse(view);
    return read.success ? [read.data] : [];
  });
}

type Parts = Pick<Deps, "db" | "options" | "changes">;
interface Refused<Code extends string> {
  readonly code: Code;
  readonly says: string;
}
type Gone = "EVENT_VIEW_NOT_FOUND";
const GONE: Refused<Gone> = {
  code: "EVENT_VIEW_NOT_FOUND",
  says: "This view was deleted meanwhile. Save it as a new one.",
};

/** Saves a view, as a new one or in the place of the one it names; kept in the audit. */
export function saveView(
  deps: Parts,
  { id, ...view }: EventViewInput,
  operator: string,
): Promise<Result<SavedEventView, Refused<Gone | "EVENT_VIEWS_FULL">>> {
  return change(deps, operator, "save_event_view", (views) => {
    const saved = { ...view, id: id ?? randomUUID() };
    if (id !== null)
      return views.some((one) => one.id === id)
        ? ok({ after: views.map((one) => (one.id === id ? saved : one)), view: saved })
        : err(GONE);
    if (views.length < MOST) return ok({ after: [...views, saved], view: saved });
    return err({ code: "EVENT_VIEWS_FULL", says: `There are ${MOST} saved views already. Delete one first.` });
  });
}

/** Deletes a view; kept in the audit. */
export function removeView(deps: Parts, id: string, operator: string): Promise<Result<SavedEventView, Refused<Gone>>> {
  return change(deps, operator, "remove_event_view", (views) => {
    const view = views.find((one) => one.id === id);
    return view ? ok({ after: views.filter((one) => one.id !== id), view }) : err(GONE);
  });
}

interface Decision {
  readonly after: readonly SavedEventView[];
  readonly view: SavedEventView;
}

async function change<Code extends string>(
  { db, options, changes }: Parts,
  actor: string,
  act: string,
  decide: (views: readonly SavedEventView[]) => Result<Decision, Refused<Code>>,
): Promise<Result<SavedEventView, Refused<Code>>> {
  const at = options.now();
  const decided = await db.transaction().execute(async (tx) => {
    const before = await savedViews(tx);
    const decision = decide(before);
    if (!decision.ok) return decision;
    const { after, view } = decision.value;
    await writeArea(tx, AREA, { views: after }, at);
    const was = before.find(({ id }) => id === view.id) ?? null;
    const is = after.find(({ id }) => id === view.id) ?? null;
    await recordAct(tx, { at, actor, act, subject: `event_view:${view.id}`, before: was, after: is, reason: null });
    return ok(view);
  });
  if (decided.ok) changes.publish({ topic: "status", ids: [] });
  return decided;
}
