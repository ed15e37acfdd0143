import type Stripe from "stripe";
import type { Deps } from "../deps.ts";
import type { RecordArrival } from "../events/group-commit.ts";
import { readEvent } from "../events/read-event.ts";
import { heartbeatOf } from "../forward/heartbeat-event.ts";

/** Journals those of Stripe's events that are not here yet, oldest first; answers how many. */
export async function journalMissing(
  deps: Deps,
  record: RecordArrival,
  events: readonly Stripe.Event[],
): Promise<number> {
  const livemode = deps.options.env === "live";
  const missing = await unknownOf(
    deps,
    events.filter((event) => event.livemode === livemode && !isHeartbeat(event)),
  );
  // Together, so that one commit carries a page.
  const added = await Promise.all(missing.map((event) => journal(deps, record, event)));
  return added.filter(Boolean).length;
}

const isHeartbeat = (event: Stripe.Event): boolean => heartbeatOf(event, event.data.object) !== null;

async function unknownOf(deps: Deps, events: readonly Stripe.Event[]): Promise<Stripe.Event[]> {
  if (events.length === 0) return [];
  const known = await deps.db
    .selectFrom("stripe_events_log")
    .select("event_id")
    .where(
      "event_id",
      "in",
      events.map(({ id }) => id),
    )
    .execute();
  const here = new Set(known.map((row) => row.event_id));
  return events.filter((event) => !here.has(event.id)).toReversed();
}

async function journal(deps: Deps, record: RecordArrival, event: Stripe.Event): Promise<boolean> {
  const payload = JSON.stringify(event);
  const body = Buffer.from(payload);
  const read = readEvent(payload);
  if (!read.ok) return false;
  const arrival = {
    receivedAt: deps.options.now(),
    source: "catch_up",
    method: "GET",
    path: "/v1/events",
    remoteAddress: null,
    headers: {},
    body,
    bodyBytes: body.byteLength,
  } as const;
  const written = await record(arrival, { kind: "event", event: read.value, payload, keptOnly: null });
  return written.verdict === "accepted";
}
