import type Stripe from "stripe";
import type { Deps } from "../deps.ts";
import type { RecordArrival } from "../events/group-commit.ts";
import { readEvent } from "../events/read-event.ts";
import type { StripeFault } from "../stripe/stripe-gateway.ts";

/** A bound that only a broken stand-in reaches: a page that never ends. */
const MOST_PAGES = 10_000;

/** Journals Stripe's events of a window (epoch s) that are not here yet; answers how many were new. */
export async function fetchEvents(
  deps: Deps,
  record: RecordArrival,
  window: { readonly since: number; readonly until: number },
): Promise<number | StripeFault> {
  const livemode = deps.options.env === "live";
  let startingAfter: string | null = null;
  let added = 0;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await deps.stripe.listEvents({ ...window, startingAfter });
    if (!read.ok) return read.error;
    const missing = await unknownOf(deps, read.value.events);
    for (const event of missing) if (event.livemode === livemode) added += await journal(deps, record, event);
    startingAfter = read.value.events.at(-1)?.id ?? null;
    if (!read.value.more || !startingAfter) break;
  }
  return added;
}

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
  return events.filter((event) => !here.has(event.id)).toReversed(); // oldest first
}

async function journal(deps: Deps, record: RecordArrival, event: Stripe.Event): Promise<number> {
  const payload = JSON.stringify(event);
  const body = Buffer.from(payload);
  const read = readEvent(payload);
  if (!read.ok) return 0;
  const now = deps.options.now();
  const arrival = {
    receivedAt: now,
    source: "catch_up",
    method: "GET",
    path: "/v1/events",
    remoteAddress: null,
    headers: {},
    body,
    bodyBytes: body.byteLength,
  } as const;
  const written = await record(arrival, { kind: "event", event: read.value, payload, keptOnly: null });
  return written.verdict === "accepted" ? 1 : 0;
}
