import type { ReplayFilter, ReplayPreview } from "../../../../shared/contract/event-replays.ts";
import type { Deps } from "../../deps.ts";
import { payloadText } from "../../events/packed-text.ts";
import { dryRunOutcome } from "../dry-run-entry.ts";
import { dryRun } from "../dry-run/dry-run.ts";
import { countMatching, type Matching, nextMatching } from "./matching-events.ts";

/** Each that is tried is asked of Stripe, which is paced, and a person waits. */
const MOST_TRIED = 25;
const PATIENCE_MS = 6_000;

/** How a replay of many would go: how many match, and what the first of them would come to. Writes nothing anywhere. */
export async function previewReplay(deps: Deps, filter: ReplayFilter): Promise<ReplayPreview> {
  const { env, now } = deps.options;
  const { count, until, refused } = await countMatching(deps.db, filter, env);
  const first = await nextMatching(deps.db, filter, env, { after: 0, until, limit: MOST_TRIED });
  const begun = now();
  const came: Tried[] = [];
  for (const one of first) {
    if (now() - begun > PATIENCE_MS) break;
    came.push(await tryOne(deps, one));
  }
  return {
    count,
    refused,
    tried: came.length,
    changing: came.flatMap(({ fails, ...one }) => (one.changes.length > 0 && !fails ? [one] : [])),
    failing: came.filter(({ fails }) => fails).length,
  };
}

type Tried = ReplayPreview["changing"][number] & { readonly fails: boolean };

async function tryOne(deps: Deps, { logId, eventId }: Matching): Promise<Tried> {
  const kept = await deps.db
    .selectFrom("stripe_events_log")
    .selectAll()
    .where("id", "=", logId)
    .executeTakeFirstOrThrow();
  const { came, changes } = await dryRun(deps, { eventId, type: kept.type, payload: payloadText(kept) });
  const orderId = "orderId" in came ? came.orderId : null;
  return { eventId, type: kept.type, orderId, changes: [...changes], fails: dryRunOutcome(came) === "failed" };
}
