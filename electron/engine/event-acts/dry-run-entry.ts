import type { EventOutcome } from "../../../shared/contract/states.ts";
import { ok } from "../../../shared/kernel/result.ts";
import type { Deps } from "../deps.ts";
import { dryRun, type WouldCome } from "./dry-run/dry-run.ts";
import { type EventActResult, ofStripe } from "./event-act.ts";
import { findReplayable, type Replayable } from "./find-replayable.ts";

/** What a replay would come to, before it is done. */
export interface Rehearsed {
  readonly eventId: string;
  readonly type: string;
  readonly outcome: EventOutcome;
  readonly orderId: string | null;
  /** What would change, as sentences; none where nothing would. */
  readonly changes: readonly string[];
  readonly says: string;
  /** The request was refused: Stripe's own event is taken instead of its body, and that is to be confirmed. */
  readonly fromStripe: boolean;
}

/** Says what {@link replayEvent} would do to an entry of the journal now. Writes nothing anywhere. */
export async function dryRunEntry(deps: Deps, journalId: number): EventActResult<Rehearsed> {
  const found = await findReplayable(deps, journalId);
  if (!found.ok) return found;
  const { event, payload, fromStripe } = found.value;
  const { eventId, type } = event;
  const would = await dryRun(deps, { eventId, type, payload });
  const { came, changes } = would;
  if (came.kind === "fault" && came.fault.code !== "STRIPE_NOT_FOUND") return ofStripe(came.fault);
  const outcome = dryRunOutcome(came);
  const orderId = "orderId" in came ? came.orderId : null;
  return ok({ eventId, type, outcome, orderId, changes, says: await sentence(deps, found.value, would), fromStripe });
}

/** What the event's row would say. */
export function dryRunOutcome({ kind }: WouldCome["came"]): EventOutcome {
  if (kind === "applied" || kind === "not_ours" || kind === "held") return kind;
  return "failed";
}

async function sentence(deps: Deps, { event }: Replayable, { came, changes }: WouldCome): Promise<string> {
  const why = whyNot(came);
  if (why !== null) return why;
  if (changes.length > 0)
    return changes.length === 1 ? "One thing would change." : `${changes.length} things would change.`;
  const now = await deps.db
    .selectFrom("stripe_events_log")
    .select("outcome")
    .where("event_id", "=", event.eventId)
    .executeTakeFirst();
  const before = now?.outcome ?? "rejected";
  if (before === dryRunOutcome(came)) return "Nothing would change.";
  return `Nothing would change but the event itself, from ${before.replace("_", " ")} to applied.`;
}

function whyNot(came: WouldCome["came"]): string | null {
  switch (came.kind) {
    case "applied":
      return null;
    case "not_ours":
      return came.says ?? "It concerns nothing that Waybill keeps.";
    case "fault":
      return came.fault.says;
    case "crashed":
      return `It could not be applied: ${came.says}`;
    default:
      return came.says;
  }
}
