import type { EventOutcome } from "../../../shared/contract/states.ts";
import { ok } from "../../../shared/kernel/result.ts";
import { cameTo, noteRequest } from "../acts/once.ts";
import { recordAct } from "../audit/audit.ts";
import type { Deps } from "../deps.ts";
import { moved } from "../orders/moved.ts";
import { awaitSettled } from "./await-settled.ts";
import { readEnds } from "./dry-run/order-state.ts";
import { type EventActResult, refuse } from "./event-act.ts";
import { findReplayable, type Replayable } from "./find-replayable.ts";
import { journalReplay } from "./journal-replay.ts";

export interface ReplayAsked {
  /** The journal's number of the arrival. */
  readonly id: number;
  readonly operator: string;
  /** A refused request is replayed only where somebody says so. */
  readonly acceptRefused: boolean;
  readonly requestId: string | null;
}

/** What a replay came to within some seconds; `journaled` where its job is still at it. */
export interface Replayed {
  readonly journalId: number;
  readonly eventId: string;
  readonly outcome: EventOutcome;
  readonly orderId: string | null;
  /** The order's state changes, as sentences. */
  readonly changed: readonly string[];
  readonly says: string;
}

/** Stripe answers within a second, and a person waits. */
const PATIENCE_MS = 8_000;

/**
 * Puts a journaled event through processing again, as a new arrival with its own row and audit. What was applied already
 * changes nothing, because it is decided by what Stripe says now. A refused request is replayed only when that is confirmed,
 * and then by Stripe's own event of that id, never by its body.
 */
export async function replayEvent(deps: Deps, asked: ReplayAsked): EventActResult<Replayed> {
  const found = await findReplayable(deps, asked.id);
  if (!found.ok) return found;
  const { fromStripe, arrival } = found.value;
  if (fromStripe && !asked.acceptRefused) {
    const says = `The request was refused: ${arrival.reason ?? "it proved nothing"}. Confirm that Stripe's own event is applied instead of its body.`;
    return refuse("REPLAY_NOT_CONFIRMED", says);
  }
  const begun = await begin(deps, found.value, asked);
  deps.changes.publish({ topic: "events", ids: [] });
  deps.wakeJobs();
  await awaitSettled(deps, [found.value.event.eventId], PATIENCE_MS);
  return ok(await whatCame(deps, found.value, begun));
}

interface Begun {
  readonly journalId: number;
  /** Where the orders' history ended before it. */
  readonly history: number;
}

function begin(deps: Deps, found: Replayable, { operator, requestId, id }: ReplayAsked): Promise<Begun> {
  const { event, payload, fromStripe, arrival } = found;
  const at = deps.options.now();
  return deps.db.transaction().execute(async (tx) => {
    const earlier = await cameTo(tx, requestId);
    const { history } = await readEnds(tx);
    if (earlier !== null) return { journalId: Number(earlier), history };
    const before = await tx
      .selectFrom("stripe_events_log")
      .select("outcome")
      .where("event_id", "=", event.eventId)
      .executeTakeFirst();
    const journalId = await journalReplay(tx, { event, payload, operator, at, path: `/replay/${id}` });
    await recordAct(tx, {
      at,
      actor: operator,
      act: "replay_event",
      subject: event.eventId,
      before: { outcome: before?.outcome ?? "rejected" },
      after: { outcome: "journaled" },
      reason: fromStripe
        ? `Request ${id} was refused: ${arrival.reason_code ?? "unknown"}. Stripe has the event.`
        : null,
    });
    await noteRequest(tx, requestId, { act: "replay_event", subject: String(journalId), at });
    return { journalId, history };
  });
}

async function whatCame({ db }: Deps, { event }: Replayable, { journalId, history }: Begun): Promise<Replayed> {
  const { eventId } = event;
  const row = await db
    .selectFrom("stripe_events_log")
    .select(["outcome", "order_id", "reason"])
    .where("event_id", "=", eventId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom("order_history")
    .select(["before", "after"])
    .where("id", ">", history)
    .where("cause", "=", `event:${eventId}`)
    .orderBy("id")
    .execute();
  const changed = rows.map(({ before, after }) => moved(before, after));
  const says = sentence(row.outcome, changed, row.reason);
  return { journalId, eventId, outcome: row.outcome, orderId: row.order_id, changed, says };
}

function sentence(outcome: EventOutcome, changed: readonly string[], reason: string | null): string {
  if (outcome === "applied") return changed.length > 0 ? changed.join(" ") : "Applied again. Nothing changed.";
  if (outcome === "not_ours") return reason ?? "It concerns nothing that Waybill keeps. Nothing changed.";
  if (outcome === "journaled") return "The event is back at work; its outcome shows in the journal.";
  return reason ?? "It could not be applied.";
}
